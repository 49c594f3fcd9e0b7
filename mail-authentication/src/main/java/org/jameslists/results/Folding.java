package org.jameslists.results;

/**
 * Folds a line (RFC 5322 §2.2.3). It folds only before an existing space, so that unfolding gives the same line, even
 * inside a quoted-string; and only before the last of several spaces, so that no line is blank (RFC 5322 §3.2.2).
 */
final class Folding {
    private static final int MAX_COLUMNS = 77;

    private Folding() {}

    static void append(StringBuilder text, String line) {
        int start = 0;
        while (line.length() - start > MAX_COLUMNS) {
            int fold = lastFold(line, start + 1, start + MAX_COLUMNS);
            if (fold < 0) {
                fold = firstFold(line, start + MAX_COLUMNS + 1);
            }
            if (fold < 0) {
                break;
            }
            text.append(line, start, fold).append("\r\n");
            start = fold;
        }
        text.append(line, start, line.length());
    }

    private static int lastFold(String line, int from, int to) {
        for (int i = to; i >= from; i--) {
            if (canFoldBefore(line, i)) {
                return i;
            }
        }
        return -1;
    }

    private static int firstFold(String line, int from) {
        for (int i = from; i < line.length(); i++) {
            if (canFoldBefore(line, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean canFoldBefore(String line, int i) {
        return line.charAt(i) == ' ' && i + 1 < line.length() && line.charAt(i + 1) != ' ';
    }
}
