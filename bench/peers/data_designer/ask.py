"""A table of prompts as the seed, a column of answers: it speaks OpenAI's chat format only.

https://docs.nvidia.com/nemo/datadesigner/latest/tutorials/seeding-with-an-external-dataset, with a provider of its own as
in https://docs.nvidia.com/nemo/datadesigner/latest/concepts/models/model-providers
"""
import json
import sys

import data_designer.config as dd
import pandas
from data_designer.interface import DataDesigner

prompts = sys.stdin.read().splitlines()
provider = dd.ModelProvider(name="here", endpoint=sys.argv[2] + "/v1", provider_type="openai", api_key="simulator")
model = dd.ModelConfig(alias="model", model="gemini-3.5-flash", provider="here")
config = dd.DataDesignerConfigBuilder(model_configs=[model])
seed = pandas.DataFrame({"number": range(len(prompts)), "question": prompts})
config.with_seed_dataset(dd.DataFrameSeedSource(df=seed))
config.add_column(dd.LLMTextColumnConfig(name="answer", prompt="{{ question }}", model_alias="model"))
rows = DataDesigner(model_providers=[provider]).create(config, num_records=len(prompts)).load_dataset()
answers = dict(zip(rows["number"], rows["answer"]))
print(json.dumps([answers.get(i) for i in range(len(prompts))]))
