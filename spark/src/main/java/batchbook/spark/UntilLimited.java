package batchbook.spark;

import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/**
 * A model that is asked until its limit is known, and not once afterwards: what was refused then is left to others. In all
 * else it is the model itself, to a journal too, whatever methods a model may have one day.
 */
final class UntilLimited {
    /** Of a kind that ends the run. It is thrown after a refusal, so the run has waited for the next minute first. */
    private static final ErrorKind ENDS_THE_RUN = ErrorKind.AUTH;

    private UntilLimited() {}

    static Model of(Model model, BooleanSupplier limitKnown) {
        return (Model) Proxy.newProxyInstance(
                Model.class.getClassLoader(), new Class<?>[] {Model.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("ask") && limitKnown.getAsBoolean()) {
                        throw ModelException.of(
                                ENDS_THE_RUN, "not asked here: the limit is known, and an executor asks this row");
                    }
                    try {
                        return method.invoke(model, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
