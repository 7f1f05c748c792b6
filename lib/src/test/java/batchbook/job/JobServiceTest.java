package batchbook.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Reply;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobServiceTest {
    @Test
    void aJobMayExistWhenNobodyHeardWhatCameOfItsCreation() {
        assertThat(Arrays.stream(ErrorKind.values())
                        .filter(kind -> JobService.mayExist(ModelException.of(kind, "what happened"))))
                .containsExactlyInAnyOrder(
                        ErrorKind.NETWORK,
                        ErrorKind.TIMEOUT,
                        ErrorKind.OVERLOADED,
                        ErrorKind.UNREADABLE,
                        ErrorKind.UNEXPECTED);
    }

    @Test
    void aRequestThatNeverArrivedMadeNone() {
        ModelException unreachable =
                ModelException.of(ErrorKind.NETWORK, "no route").neverArrived();

        assertThat(JobService.mayExist(unreachable)).isFalse();
    }

    @Test
    void anAnswerIsAReplyOrAProblem() {
        assertThatThrownBy(() -> new JobAnswer("row-1", Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessage("the answer to 'row-1' must be a reply or a problem");
        assertThatThrownBy(() -> new JobAnswer(
                        "row-1",
                        Optional.empty(),
                        Optional.of(Reply.of("both")),
                        Optional.of(ModelException.of(ErrorKind.EMPTY, "both"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStateThatNobodyKnowsIsNotTakenForTheEnd() {
        assertThat(Arrays.stream(JobState.values()).filter(state -> !state.isOver()))
                .containsExactly(JobState.PENDING, JobState.RUNNING, JobState.UNKNOWN);
    }
}
