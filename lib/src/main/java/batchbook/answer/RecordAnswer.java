package batchbook.answer;

import java.util.List;

/** A JSON object. */
final class RecordAnswer<T> implements AnswerType<T> {
    private final Class<T> type;
    private final RecordShape shape;
    private final String schema;
    private final List<AnswerColumn<T>> columns;

    RecordAnswer(Class<T> type, RecordShape shape) {
        this.type = type;
        this.shape = shape;
        this.schema = shape.schema().toString();
        this.columns = List.copyOf(shape.columns("", answer -> answer));
    }

    @Override
    public String jsonSchema() {
        return schema;
    }

    @Override
    public T read(String text) {
        return reading(text).value();
    }

    @Override
    public Reading<T> reading(String text) {
        Place place = Place.whole();
        T value = type.cast(shape.read(FoundJson.object(text, place), place));
        return new Reading<>(value, place.leftOut());
    }

    @Override
    public List<AnswerColumn<T>> columns() {
        return columns;
    }

    @Override
    public boolean gives(Class<?> other) {
        return type == other;
    }

    @Override
    public String toString() {
        return "a JSON object of " + type.getSimpleName();
    }
}
