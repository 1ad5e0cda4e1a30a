package dev.astir.app.categories;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many instructions a regular expression has at most, told from its text: {@code
 * ((a{1000}){1000}){1000}} must be refused before it is compiled, since that alone takes a
 * gigabyte. It rather counts too many. Confined to one thread.
 */
final class ProgramSize {

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long sum;
    private long last;
    private int at;

    private ProgramSize(String pattern) {
        this.pattern = pattern;
    }

    static long of(String pattern) {
        return new ProgramSize(pattern).count();
    }

    private long count() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                default -> add(1);
            }
        }
        while (!outer.isEmpty()) {
            sum = saturated(sum, outer.pop());
        }
        return sum;
    }

    private void add(long size) {
        sum = saturated(sum, size);
        last = size;
    }

    private void escape() {
        at++;
        add(1);
    }

    private void characterClass() {
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        add(1);
    }

    private void open() {
        outer.push(sum);
        sum = 0;
        last = 0;
    }

    private void close() {
        long group = saturated(sum, 2);
        sum = outer.isEmpty() ? 0 : outer.pop();
        add(group);
    }

    /** Of {@code {n}}, {@code {n,}} and {@code {n,m}}; the rest is a brace. */
    private void repeat() {
        int end = pattern.indexOf('}', at);
        String[] counts = end < 0 ? new String[0] : pattern.substring(at, end).split(",", 2);
        long most = 0;
        for (String count : counts) {
            if (!count.matches("[0-9]{0,4}")) {
                add(1);
                return;
            }
            most = Math.max(most, count.isEmpty() ? 0 : Long.parseLong(count));
        }
        if (end >= 0) {
            at = end + 1;
            add(saturatedProduct(last, most));
        }
    }

    private static long saturated(long a, long b) {
        long both = a + b;
        return both < 0 ? Long.MAX_VALUE : both;
    }

    private static long saturatedProduct(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }
}
