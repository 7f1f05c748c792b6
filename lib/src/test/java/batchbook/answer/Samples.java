package batchbook.answer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Records and enums of a user. */
final class Samples {
    private Samples() {}

    enum Sentiment {
        POSITIVE,
        NEUTRAL,
        @Hint("wants the money back")
        NEGATIVE,
        VERY_BAD
    }

    record Review(
            Sentiment sentiment,
            List<String> topics,
            @Hint("1 can wait, 5 today") int urgency) {}

    @Hint("who sells it")
    record Seller(String name, Optional<LocalDate> since) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Offer(
            @Hint("the shop") Seller seller,
            Map<String, Double> prices,
            Optional<Seller> before,
            @Hint("how it sounds") Optional<Sentiment> mood,
            Integer stars,
            OptionalInt pages,
            OptionalLong views,
            OptionalDouble weight,
            Set<Sentiment> moods,
            int[] counts,
            Seller[] rivals) {}

    record Scalars(
            int whole,
            long large,
            double number,
            float single,
            BigDecimal exact,
            boolean truth,
            String text,
            LocalDate day,
            LocalTime time,
            LocalDateTime local,
            Instant instant) {}

    /** Checks itself. */
    record Checked(int urgency) {
        Checked {
            if (urgency < 1 || urgency > 5) {
                throw new IllegalArgumentException("urgency is " + urgency + ", from 1 to 5 was asked");
            }
            if (urgency == 3) {
                throw new IllegalStateException();
            }
        }
    }

    record Outer(Checked inner) {}
}
