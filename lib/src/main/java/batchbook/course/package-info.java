/**
 * What the lessons need beside the library: checks of their exercises, and helpers that draw or race.
 * Not for users, but for who learns.
 *
 * <p>Each lesson has a class {@code LessonNN} with a method for each exercise; it says whether the answer is right, and of a
 * typical wrong one what is wrong with it. Exercises that ask for code run it, on a {@link batchbook.course.ScriptedModel} whose clock
 * waits for whoever works, so that a wait of an hour takes no time and an endless loop is noticed.
 *
 * <p>A helper that draws or races is a class of its own ({@link batchbook.course.SawTooth}, {@link batchbook.course.Race}), so
 * that a cell shows the idea and not the drawing.
 *
 * <p>Start reading at {@link batchbook.course.Verdict}, then any lesson. It may know all of
 * the library, which must not know it.
 */
@NullMarked
package batchbook.course;

import org.jspecify.annotations.NullMarked;
