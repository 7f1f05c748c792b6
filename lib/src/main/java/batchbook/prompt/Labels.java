package batchbook.prompt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to find beside an answer: values by their names, in their order. Immutable.
 *
 * <p>A value is a text, an {@code Integer}, a {@code Long}, a {@code Double}, a truth value, a {@code LocalDate}, a {@code
 * LocalTime}, a {@code LocalDateTime} or an {@code Instant}; other numbers become one of these, and anything else the text
 * that it prints. A name may have no value, as a cell of a table that is missing: the map has no entry for it then, but
 * {@link #names()} has it in its place.
 *
 * <p>The names are shared by all rows of a table, so that a row takes little more than its values.
 */
public final class Labels extends AbstractMap<String, Object> {
    /** No labels. */
    public static final Labels NONE = new Labels(Names.of(List.of()), new @Nullable Object[0]);

    private static final Set<Class<?>> KEPT = Set.of(
            String.class,
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            Instant.class);

    private final Names names;
    private final @Nullable Object[] values;

    /** Names in their order, for any number of rows. Immutable. */
    public static final class Names {
        private final List<String> list;
        private final Map<String, Integer> places = new HashMap<>();
        /** Rows that get a label each mostly get the same. */
        private volatile @Nullable Names longer;

        private Names(List<String> names) {
            list = List.copyOf(names);
            for (int place = 0; place < list.size(); place++) {
                places.put(list.get(place), place);
            }
        }

        /** These names, all of them different. */
        public static Names of(List<String> names) {
            return new Names(names);
        }

        private Names and(String name) {
            Names known = longer;
            if (known == null || !known.list.get(list.size()).equals(name)) {
                List<String> more = new ArrayList<>(list);
                more.add(name);
                known = new Names(more);
                longer = known;
            }
            return known;
        }
    }

    private Labels(Names names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    /** One value for each of the names; null where there is none. */
    public static Labels of(Names names, @Nullable Object[] values) {
        if (values.length != names.list.size()) {
            throw new IllegalArgumentException(values.length + " values for " + names.list.size() + " names");
        }
        return new Labels(names, Arrays.stream(values).map(Labels::kept).toArray());
    }

    /** A copy of the map, or the map itself when it is one of these. */
    public static Labels of(Map<String, ?> map) {
        if (map instanceof Labels labels) {
            return labels;
        }
        return map.isEmpty()
                ? NONE
                : of(Names.of(List.copyOf(map.keySet())), map.values().toArray());
    }

    /** With a value for this name, in the place that it has already or after all others; null for no value. */
    public Labels with(String name, @Nullable Object value) {
        Integer place = names.places.get(Objects.requireNonNull(name, "the name of a label is null"));
        if (place == null && value == null) {
            return this;
        }
        Names all = place == null ? names.and(name) : names;
        @Nullable Object[] copy = Arrays.copyOf(values, all.list.size());
        copy[place == null ? values.length : place] = kept(value);
        return new Labels(all, copy);
    }

    /** All names in their order, those without a value included. */
    public List<String> names() {
        return names.list;
    }

    private static @Nullable Object kept(@Nullable Object value) {
        if (value == null || KEPT.contains(value.getClass())) {
            return value;
        }
        if (value instanceof Optional<?> optional) {
            return kept(optional.orElse(null));
        }
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value instanceof Float) {
            // By its digits: 0.1 as a float is 0.10000000149011612 as a double.
            return Double.valueOf(value.toString());
        }
        if (value instanceof BigInteger whole && whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return value instanceof BigDecimal decimal ? exact(decimal) : value.toString();
    }

    private static Object exact(BigDecimal decimal) {
        double number = decimal.doubleValue();
        boolean exact = Double.isFinite(number) && new BigDecimal(Double.toString(number)).compareTo(decimal) == 0;
        return exact ? (Object) number : decimal.toPlainString();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        Integer place = names.places.get(name);
        return place == null ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return IntStream.range(0, values.length)
                        .filter(place -> values[place] != null)
                        .<Entry<String, Object>>mapToObj(
                                place -> Map.entry(names.list.get(place), Objects.requireNonNull(values[place])))
                        .iterator();
            }

            @Override
            public int size() {
                return (int) Arrays.stream(values).filter(Objects::nonNull).count();
            }
        };
    }
}
