package io.autoimport.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one measure found, for people: a table, and how it compares with what was aimed at. Not thread-safe. */
public final class Section {

    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();

    /**
     * What was aimed at.
     *
     * @param work what was done
     * @param demanded in words
     * @param measured in words
     * @param met whether it is as demanded
     */
    private record Bar(String work, String demanded, String measured, boolean met) {}

    /** Begins one. */
    public Section(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /** Adds a row, with a cell for each column. */
    public void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    /** Compares with what was aimed at: a number that must not be more. */
    public void atMost(String work, String what, double limit, double measured) {
        bars.add(new Bar(work, what + " ≤ " + number(limit), number(measured), measured <= limit));
    }

    /** Compares with what was aimed at: a number that must not be less. */
    public void atLeast(String work, String what, double limit, double measured) {
        bars.add(new Bar(work, what + " ≥ " + number(limit), number(measured), measured >= limit));
    }

    /** The tables, in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        text.append(line(columns)).append("|---".repeat(columns.size())).append("|\n");
        rows.forEach(row -> text.append(line(row)));
        if (bars.isEmpty()) {
            return text.append('\n').toString();
        }
        text.append("\n| aimed at | | measured | |\n|---|---|---|---|\n");
        bars.forEach(bar -> text.append(
                line(List.of(bar.work(), bar.demanded(), bar.measured(), bar.met() ? "met" : "**missed**"))));
        return text.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Milliseconds, for people. */
    public static String millis(double millis) {
        return millis < 10_000
                ? String.format(Locale.ROOT, "%,.0f ms", millis)
                : String.format(Locale.ROOT, "%,.1f s", millis / 1_000);
    }

    /** A number with as many digits as it is worth. */
    public static String number(double number) {
        String format = number == Math.rint(number)
                ? "%,.0f"
                : Math.abs(number) < 2 ? "%.3f" : Math.abs(number) < 10 ? "%.2f" : "%,.1f";
        return String.format(Locale.ROOT, format, number);
    }
}
