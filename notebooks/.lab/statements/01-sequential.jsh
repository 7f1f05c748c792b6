//// after: var run = Batch.sequential
says("a failure is a row, not the end", run.failed().size() == 1);
says("Every prompt has a row", run.results().size() == 12);
