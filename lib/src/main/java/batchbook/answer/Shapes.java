package batchbook.answer;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the shape of a type of Java; what has none is told by its path. */
final class Shapes {
    private static final Map<Class<?>, MaybeShape> OPTIONAL_NUMBERS = Map.of(
            OptionalInt.class,
                    maybe(int.class, OptionalInt.empty(), value -> OptionalInt.of((int) value), value -> {
                        OptionalInt own = (OptionalInt) value;
                        return own.isPresent() ? own.getAsInt() : null;
                    }),
            OptionalLong.class,
                    maybe(long.class, OptionalLong.empty(), value -> OptionalLong.of((long) value), value -> {
                        OptionalLong own = (OptionalLong) value;
                        return own.isPresent() ? own.getAsLong() : null;
                    }),
            OptionalDouble.class,
                    maybe(double.class, OptionalDouble.empty(), value -> OptionalDouble.of((double) value), value -> {
                        OptionalDouble own = (OptionalDouble) value;
                        return own.isPresent() ? own.getAsDouble() : null;
                    }));

    private static final String POSSIBLE =
            ": a component may be a String, an int, long, double, BigDecimal or boolean, an"
                    + " enum, a LocalDate, LocalTime, LocalDateTime or Instant, a record, or a List, Set, array, Map<String, ..> or"
                    + " Optional of these";

    /** The records around the one that is looked at. */
    private final Deque<Class<?>> around = new ArrayDeque<>();

    private Shapes() {}

    private static MaybeShape maybe(
            Class<?> number, Object nothing, Function<Object, Object> wrap, Function<Object, @Nullable Object> unwrap) {
        return new MaybeShape(Objects.requireNonNull(Scalar.REQUIRED.get(number)), nothing, wrap, unwrap);
    }

    static RecordShape record(Class<?> type) {
        return new Shapes().record(type, type.getSimpleName());
    }

    private RecordShape record(Class<?> type, String path) {
        if (around.contains(type)) {
            throw new IllegalArgumentException(path + " holds a " + type.getSimpleName()
                    + " again, and a schema has an end: use another record for the inner one");
        }
        around.push(type);
        RecordComponent[] parts = type.getRecordComponents();
        if (parts.length == 0) {
            throw new IllegalArgumentException("the record " + path + " has no components: there is nothing to ask");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            List<RecordShape.Component> components = new ArrayList<>();
            for (RecordComponent part : parts) {
                Method accessor = part.getAccessor();
                accessor.setAccessible(true);
                Shape shape = component(part.getGenericType(), path + "." + part.getName());
                components.add(new RecordShape.Component(part.getName(), accessor, hint(part), shape));
            }
            return new RecordShape(constructor, hint(type), components);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its constructor: " + type, e);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    path + " is in a module that is closed to batchbook: open its package (" + e.getMessage() + ")", e);
        } finally {
            around.pop();
        }
    }

    private static Optional<String> hint(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Hint.class)).map(Hint::value);
    }

    /** One that may be missing too. */
    private Shape component(Type type, String path) {
        @Nullable Shape boxed = type instanceof Class<?> one ? Scalar.BOXED.get(one) : null;
        if (boxed != null) {
            return MaybeShape.boxed(boxed);
        }
        @Nullable Shape number = type instanceof Class<?> one ? OPTIONAL_NUMBERS.get(one) : null;
        if (number != null) {
            return number;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType().equals(Optional.class)) {
            Shape inner = value(generic.getActualTypeArguments()[0], path);
            return new MaybeShape(inner, Optional.empty(), Optional::of, value -> ((Optional<?>) value).orElse(null));
        }
        return value(type, path);
    }

    /** One that is there. */
    private Shape value(Type type, String path) {
        if (type instanceof Class<?> one) {
            return value(one, path);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Object raw = generic.getRawType();
            if (raw.equals(List.class) || raw.equals(Collection.class)) {
                return ListShape.list(value(arguments[0], path + "[]"));
            }
            if (raw.equals(Set.class)) {
                return ListShape.set(value(arguments[0], path + "[]"));
            }
            if (raw.equals(Map.class) && arguments[0].equals(String.class)) {
                return new MapShape(value(arguments[1], path + "{}"));
            }
        }
        throw unsupported(type, path);
    }

    private Shape value(Class<?> type, String path) {
        @Nullable Shape scalar = Scalar.REQUIRED.getOrDefault(type, Scalar.BOXED.get(type));
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnum() && type.getEnumConstants().length > 0) {
            return EnumShape.of(type);
        }
        if (type.isRecord() && type.getTypeParameters().length == 0) {
            return record(type, path);
        }
        if (type.isArray()) {
            return ListShape.array(value(type.getComponentType(), path + "[]"), type.getComponentType());
        }
        throw unsupported(type, path);
    }

    private static IllegalArgumentException unsupported(Type type, String path) {
        // Without the names of packages, which in a notebook are those of its cells.
        String name = type.getTypeName().replaceAll("[a-zA-Z0-9_$]+[.$](?=[a-zA-Z])", "");
        return new IllegalArgumentException(path + " is a " + name + ", which an answer cannot be" + POSSIBLE);
    }
}
