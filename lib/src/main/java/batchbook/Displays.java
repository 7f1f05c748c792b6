package batchbook;

import batchbook.night.NightStatus;
import batchbook.thread.QueuedCells;
import batchbook.thread.Threads;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The displays that are installed. */
final class Displays {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    /** However long a display hangs, a run goes on. */
    private static final Duration LONGEST_DISPLAY = Duration.ofSeconds(10);

    private Displays() {}

    static Stream<Display> found() {
        // Not the context loader: on a notebook's pool threads it does not see the notebook's jars.
        return ServiceLoader.load(Display.class, Displays.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }

    /** The cell whose code runs on this thread; empty outside a notebook. */
    static Optional<QueuedCells.Cell> cell() {
        return cell(found());
    }

    static Optional<QueuedCells.Cell> cell(Stream<Display> displays) {
        return displays.filter(Display::inCell)
                .findFirst()
                .map(notebook -> new QueuedCells.Cell(notebook.cellAskedAt(), notebook.stopPressed()));
    }

    /**
     * Who is told how far the jobs of a plan are: its own progress; without one the notebook, or the console, which has a line
     * for each change.
     */
    static Consumer<NightStatus> night(@Nullable Progress own, double speed) {
        if (own != null) {
            return status -> own.update(snapshot(status, speed));
        }
        Consumer<NightStatus> place = found().flatMap(display -> display.openNight().stream())
                .findFirst()
                .orElseGet(() -> new NightLines(System.out));
        // Nobody interrupts that thread in the middle of a message.
        ExecutorService thread = Threads.several(1, "batchbook-display");
        return status -> awaitShown(thread.submit(() -> place.accept(status)));
    }

    /** A cell that is over shows nothing any more: what is the last state may not come after it. */
    private static void awaitShown(Future<?> shown) {
        try {
            shown.get(LONGEST_DISPLAY.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the display of jobs failed or is slow: {}", e.toString());
        }
    }

    private record NightLines(PrintStream out, AtomicReference<String> last) implements Consumer<NightStatus> {
        NightLines(PrintStream out) {
            this(out, new AtomicReference<>(""));
        }

        @Override
        public void accept(NightStatus status) {
            String line = status.line();
            if (!line.equals(last.getAndSet(line))) {
                out.println(line);
            }
        }
    }

    /** Rows in jobs count as active, and all else that a run has is not there. */
    private static Snapshot snapshot(NightStatus status, double speed) {
        boolean over = status.inJobs() + status.waiting() == 0;
        Instant since = status.jobs().stream()
                .map(NightStatus.Job::since)
                .min(Instant::compareTo)
                .orElse(status.now());
        return new Snapshot(
                status.now(),
                Time.real().now(),
                status.model(),
                1,
                status.rows(),
                true,
                status.answered(),
                status.failed(),
                over ? status.left() : 0,
                0,
                Snapshot.Trouble.NONE,
                0,
                status.inJobs(),
                status.left(),
                status.waiting(),
                Duration.between(since, status.now()),
                Optional.empty(),
                new Snapshot.Tempo(0, OptionalLong.empty(), false, Optional.empty(), speed),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                over,
                Optional.empty(),
                Optional.empty());
    }
}
