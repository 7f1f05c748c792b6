package batchbook.api;

import static java.util.stream.Collectors.joining;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiHasChangeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What differs between two jars of stubs, a line each.
 *
 * @param breaking what makes a user's program fail, or not compile
 * @param added what is new, or differs and breaks nothing
 */
record ApiChanges(List<String> breaking, List<String> added) {
    static ApiChanges between(byte[] old, byte[] present) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        options.setAccessModifier(AccessModifier.PROTECTED);
        options.setNoAnnotations(true);
        // Libraries and rooms behind the API: what they have does not change by what is changed here.
        options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
        List<JApiClass> types = new JarArchiveComparator(options)
                .compare(new JApiCmpArchive(old, "the release", "1"), new JApiCmpArchive(present, "this build", "2"));
        ApiChanges changes = new ApiChanges(new ArrayList<>(), new ArrayList<>());
        types.forEach(changes::note);
        return changes;
    }

    private void note(JApiClass type) {
        String name = type.getFullyQualifiedName();
        note(type, name);
        note(type.getSuperclass(), name + " extends");
        type.getInterfaces().forEach(one -> note(one, name + " implements " + one.getFullyQualifiedName()));
        type.getFields().forEach(field -> note(field, name + "." + field.getName()));
        type.getConstructors().forEach(constructor -> note(constructor, "new " + name + parameters(constructor)));
        type.getMethods().forEach(method -> note(method, name + "." + method.getName() + parameters(method)));
    }

    private static String parameters(JApiBehavior behavior) {
        return behavior.getParameters().stream()
                .map(parameter -> parameter.getType().replaceFirst("^java\\.(lang|util|time)\\.", ""))
                .collect(joining(", ", "(", ")"));
    }

    private <T extends JApiCompatibility & JApiHasChangeStatus> void note(T element, String name) {
        String reasons = element.getCompatibilityChanges().stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .map(JApiCompatibilityChange::getType)
                .map(reason -> reason.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .distinct()
                .collect(joining(", "));
        if (!reasons.isEmpty()) {
            breaking.add(name + ": " + reasons);
        } else if (element.getChangeStatus() == JApiChangeStatus.NEW) {
            added.add(name);
        }
    }
}
