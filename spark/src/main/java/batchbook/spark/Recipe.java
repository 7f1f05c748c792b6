package batchbook.spark;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.gemini.Gemini;
import java.io.Serializable;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that an executor needs to ask, as plain values. There is no key in it, and no code: the one must not travel, the
 * other cannot.
 *
 * @param template what is asked of each row
 * @param address who is asked instead of Google; null for whoever the executor's environment names
 * @param model its settings
 * @param plan those of each partition's run
 * @param kept the columns of the input that stay; null for all
 * @param journal the folder of the journals; null for none
 */
record Recipe(
        String template,
        @Nullable String address,
        Map<ModelSetting, Serializable> model,
        Map<PlanSetting, Serializable> plan,
        @Nullable List<String> kept,
        @Nullable String journal)
        implements Serializable {
    private static final URI NOBODY = URI.create("http://127.0.0.1");

    static Recipe of(String template) {
        return new Recipe(
                        template, null, new EnumMap<>(ModelSetting.class), new EnumMap<>(PlanSetting.class), null, null)
                // The same on all machines, whatever their GEMINI_MODEL says.
                .with(ModelSetting.MODEL, Gemini.DEFAULT_MODEL);
    }

    /** With a setting that is looked at here and now, not in the middle of a job. */
    Recipe with(ModelSetting setting, Serializable value) {
        Map<ModelSetting, Serializable> more = new EnumMap<>(model);
        more.put(setting, value);
        Recipe changed = new Recipe(template, address, more, plan, kept, journal);
        changed.dry();
        return changed;
    }

    Recipe with(PlanSetting setting, Serializable value) {
        Map<PlanSetting, Serializable> more = new EnumMap<>(plan);
        more.put(setting, value);
        Recipe changed = new Recipe(template, address, model, more, kept, journal);
        changed.plan(changed.dry());
        return changed;
    }

    Recipe at(URI other) {
        Gemini.at(other);
        return new Recipe(template, other.toString(), model, plan, kept, journal);
    }

    Recipe keeping(List<String> columns) {
        return new Recipe(template, address, model, plan, List.copyOf(columns), journal);
    }

    Recipe journal(String folder) {
        return new Recipe(template, address, model, plan, kept, folder);
    }

    /** The model, though it cannot be asked: to look at what it is set to. */
    Gemini dry() {
        return set(Gemini.at(NOBODY));
    }

    /**
     * The model, with the key of this machine.
     *
     * @throws IllegalStateException when there is none; it says where it belongs
     */
    Gemini gemini() {
        if (address != null) {
            return set(Gemini.at(URI.create(address)));
        }
        if (!Gemini.hasKey()) {
            throw new IllegalStateException("there is no Gemini key on " + Executors.here()
                    + ": set GEMINI_API_KEY in its environment (docs/past-one-machine.md tells how). The key"
                    + " of the driver is not sent along.");
        }
        return set(Gemini.fromEnv());
    }

    private Gemini set(Gemini bare) {
        Gemini made = bare;
        for (Map.Entry<ModelSetting, Serializable> one : model.entrySet()) {
            made = one.getKey().made(made, one.getValue());
        }
        return made;
    }

    /** The plan of one run with this model: nobody watches it. */
    Batch plan(Model asked) {
        Batch made = Batch.of(asked).progress(Progress.none());
        for (Map.Entry<PlanSetting, Serializable> one : plan.entrySet()) {
            made = one.getKey().made(made, one.getValue());
        }
        return made;
    }
}
