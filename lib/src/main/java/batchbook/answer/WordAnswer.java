package batchbook.answer;

import java.util.List;

/** One word, or several, of a few. */
final class WordAnswer<T> implements AnswerType<T> {
    private final Class<T> type;
    private final String column;
    private final EnumShape shape;

    WordAnswer(Class<T> type, String column, EnumShape shape) {
        this.type = type;
        this.column = column;
        this.shape = shape;
    }

    @Override
    public String jsonSchema() {
        return shape.schema().toString();
    }

    @Override
    public T read(String text) {
        return reading(text).value();
    }

    @Override
    public Reading<T> reading(String text) {
        Reading<String> word = shape.words().peel(text);
        return new Reading<>(type.cast(shape.value(word.value())), word.leftOut());
    }

    @Override
    public List<String> choices() {
        return shape.words().all();
    }

    @Override
    public List<AnswerColumn<T>> columns() {
        return List.of(new AnswerColumn<>(column, String.class, shape::cell));
    }

    @Override
    public boolean gives(Class<?> other) {
        return type == other;
    }

    @Override
    public String toString() {
        return shape.words().asked();
    }
}
