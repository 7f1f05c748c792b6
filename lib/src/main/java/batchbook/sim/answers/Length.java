package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How long an answer is asked to be.
 *
 * @param words at most so many, or about so many
 * @param least not fewer words than these
 * @param sentences at most so many
 * @param characters at most so many
 */
record Length(int words, int least, int sentences, int characters) {
    private static final int ANY = Integer.MAX_VALUE;
    private static final String NUMBER =
            "(\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|a hundred)";
    private static final String UNIT = "[ -](?:\\w+ )?(words?|sentences?|characters?|letters)";
    private static final Pattern TOLD =
            Pattern.compile("(at least|(?<!no )more than|about|around|roughly|approximately|exactly)? ?" + NUMBER
                    + "(?: (?:to|-|or) " + NUMBER + "|[-–](\\d{1,4}))?" + UNIT);
    private static final List<String> NAMES = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "", "twelve");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+");

    /** From what is told of it in words; without any, all is fine. */
    static Length told(String words) {
        int most = ANY;
        int least = 0;
        int sentences = ANY;
        int characters = ANY;
        Matcher found = TOLD.matcher(words.toLowerCase(Locale.ROOT));
        while (found.find()) {
            String second = found.group(3) != null ? found.group(3) : found.group(4);
            int number = number(second != null ? second : found.group(2));
            String how = found.group(1) == null ? "" : found.group(1);
            if (found.group(5).startsWith("sentence")) {
                sentences = Math.max(1, number);
            } else if (found.group(5).startsWith("word") && number > 1) {
                most = how.equals("at least") || how.equals("more than") ? ANY : number;
                least = how.isEmpty() ? second == null ? 0 : number(found.group(2)) : number * 9 / 10;
            } else if (!found.group(5).startsWith("word")) {
                characters = number;
            }
        }
        return new Length(most, least, sentences, characters);
    }

    /** Somewhat more, as of those who do not count. */
    Length careless() {
        return new Length(longer(words), least, sentences == ANY ? ANY : sentences + 1, longer(characters));
    }

    /** As many of the sentences as fit, and more if there are too few; the first is cut if it has to be. */
    String of(List<String> all, Supplier<String> more) {
        List<String> taken = new ArrayList<>();
        List<String> left =
                new ArrayList<>(all.stream().flatMap(SENTENCE::splitAsStream).toList());
        for (int i = 0; i < 200 && taken.size() < sentences; i++) {
            String next = i < left.size() ? left.get(i) : more.get();
            if (i >= left.size() && count(taken) >= least) {
                break;
            }
            taken.add(next);
            if (count(taken) > words || String.join(" ", taken).length() > characters) {
                taken.remove(taken.size() - 1);
                if (taken.isEmpty()) {
                    taken.add(cut(next));
                }
                if (count(taken) >= least || i > left.size()) {
                    break;
                }
            }
        }
        return String.join(" ", taken);
    }

    private String cut(String sentence) {
        String few = Arrays.stream(sentence.split("\\s+", -1)).limit(words).collect(Collectors.joining(" "));
        String shorter = few.length() > characters ? few.substring(0, characters - 1) : few;
        return shorter.equals(sentence)
                ? sentence
                : shorter.replaceAll("(?i)[,;:]?(?: (?:and|of|the|a|in|with|for))?$", "") + ".";
    }

    private static int count(List<String> sentences) {
        return sentences.stream()
                .mapToInt(sentence -> sentence.split("\\s+", -1).length)
                .sum();
    }

    private static int longer(int number) {
        return number == ANY ? ANY : number + Math.max(3, number / 3);
    }

    private static int number(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        int small = NAMES.indexOf(text);
        return small >= 0
                ? small
                : switch (text) {
                    case "fifteen" -> 15;
                    case "twenty" -> 20;
                    case "thirty" -> 30;
                    case "forty" -> 40;
                    case "fifty" -> 50;
                    default -> 100;
                };
    }
}
