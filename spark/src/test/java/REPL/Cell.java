package REPL;

/** What a record of a cell looks like from outside: jshell puts it into a package of this name. */
public record Cell(String mood) {}
