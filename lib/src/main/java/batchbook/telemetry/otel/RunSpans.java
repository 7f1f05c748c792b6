package batchbook.telemetry.otel;

import batchbook.Attempt;
import batchbook.RunListener;
import batchbook.telemetry.GenAi;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** One run: a span for all of it, and within that one for each request. */
final class RunSpans implements RunListener.OfRun {
    private final Tracer tracer;
    private final Instruments instruments;
    private final CallAttributes attributes;
    private final String requestName;
    private final Span ofRun;
    private final Context within;

    RunSpans(Tracer tracer, Instruments instruments, CallAttributes attributes, RunListener.Start start) {
        this.tracer = tracer;
        this.instruments = instruments;
        this.attributes = attributes;
        this.requestName = attributes.operation() + " " + start.model().name();
        this.ofRun = tracer.spanBuilder("batch " + start.model().name())
                .setStartTimestamp(start.at())
                .setAllAttributes(Own.begins(start))
                .startSpan();
        this.within = Context.current().with(ofRun);
    }

    @Override
    public void ended(RunListener.Call call) {
        Attempt attempt = call.attempt();
        Span span = tracer.spanBuilder(requestName)
                .setParent(within)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(attempt.sent())
                // At its beginning, as these are what is looked at to decide whether it is kept.
                .setAllAttributes(attributes.ofAll())
                .startSpan();
        if (span.isRecording()) {
            span.setAllAttributes(attributes.of(call));
            if (CallAttributes.failed(call)) {
                span.setStatus(StatusCode.ERROR, attributes.words(call));
            }
        }
        span.end(attempt.finished());
        instruments.record(call, attributes, within.with(span));
    }

    @Override
    public void over(RunListener.End end) {
        ofRun.setAllAttributes(Own.over(end.metrics()));
        end.stopped().ifPresent(why -> {
            ofRun.setAttribute(GenAi.ERROR_TYPE, "stopped");
            ofRun.setStatus(StatusCode.ERROR, attributes.content() ? why : "");
        });
        ofRun.end(end.at());
    }
}
