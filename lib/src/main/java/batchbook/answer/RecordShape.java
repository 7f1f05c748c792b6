package batchbook.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A record, made by its canonical constructor and taken apart by its accessors. */
final class RecordShape implements Shape {
    private final Constructor<?> constructor;
    private final Optional<String> hint;
    private final List<Component> components;

    /** One component. */
    record Component(String name, Method accessor, Optional<String> hint, Shape shape) {}

    RecordShape(Constructor<?> constructor, Optional<String> hint, List<Component> components) {
        this.constructor = constructor;
        this.hint = hint;
        this.components = List.copyOf(components);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonText.JSON.createObjectNode().put("type", "object");
        hint.ifPresent(words -> schema.put("description", words));
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        schema.put("additionalProperties", false);
        for (Component component : components) {
            ObjectNode property = component.shape.schema();
            component.hint.ifPresent(words -> describe(property, words));
            properties.set(component.name, property);
            required.add(component.name);
        }
        return schema;
    }

    /** Before what its type says of itself. */
    private static void describe(ObjectNode property, String words) {
        String own = property.path("description").asText();
        property.put("description", own.isEmpty() ? words : words + ". " + own);
    }

    @Override
    public Object read(JsonNode json, Place place) {
        if (!json.isObject()) {
            throw place.misfit(json, "an object");
        }
        @Nullable Object[] values = new @Nullable Object[components.size()];
        int there = 0;
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            @Nullable JsonNode value = json.get(component.name);
            there += value == null ? 0 : 1;
            values[i] = value(component, value, place);
        }
        if (there < json.size()) {
            tellOthers(json, place);
        }
        return made(values, place);
    }

    private static @Nullable Object value(Component component, @Nullable JsonNode value, Place place) {
        Shape.Absent absent = component.shape.absent();
        if (absent != null && (value == null || value.isNull())) {
            return absent.value();
        }
        if (value == null) {
            throw place.missing(component.name);
        }
        return component.shape.read(value, place.at(component.name));
    }

    private void tellOthers(JsonNode json, Place place) {
        Iterator<String> names = json.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (components.stream().noneMatch(component -> component.name.equals(name))) {
                place.leaveOut("the field " + Place.quoted(name));
            }
        }
    }

    private Object made(@Nullable Object[] values, Place place) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            if (cause instanceof Error error) {
                throw error;
            }
            String said = cause.getMessage();
            throw new UnreadableAnswerException(place + " is refused: "
                    + (said == null || said.isBlank() ? cause.getClass().getSimpleName() : said));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record cannot be made: " + constructor, e);
        }
    }

    @Override
    public JsonNode json(Object own) {
        ObjectNode object = JsonText.JSON.createObjectNode();
        for (Component component : components) {
            Object value = component(component, own);
            object.set(component.name, value == null ? JsonText.JSON.nullNode() : component.shape.json(value));
        }
        return object;
    }

    @Override
    public <T> List<AnswerColumn<T>> columns(String name, Function<T, @Nullable Object> value) {
        List<AnswerColumn<T>> columns = new ArrayList<>();
        for (Component component : components) {
            String path = name.isEmpty() ? component.name : name + '.' + component.name;
            columns.addAll(component.shape.columns(path, answer -> {
                Object own = value.apply(answer);
                return own == null ? null : component(component, own);
            }));
        }
        return columns;
    }

    private static @Nullable Object component(Component component, Object own) {
        try {
            return component.accessor.invoke(own);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the component cannot be read: " + component.accessor, e);
        }
    }
}
