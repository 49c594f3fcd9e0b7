package org.jameslists.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a value followed by parameters (RFC 2045 §5.1). */
final class MimeParameters {
    private static final int PIECE = 54;

    private MimeParameters() {}

    /** A field. Parameter values that are not ASCII, or contain controls, are written in UTF-8 by RFC 2231 §4. */
    static HeaderField field(String name, String head, Map<String, String> parameters) {
        List<String> words = new ArrayList<>(List.of(head));
        parameters.forEach((attribute, value) -> {
            for (String word : words(attribute, value)) {
                words.set(words.size() - 1, words.get(words.size() - 1) + ";");
                words.add(word);
            }
        });
        return FieldFolding.fold(name, words);
    }

    private static List<String> words(String attribute, String value) {
        boolean plain = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (plain) {
            return List.of(attribute + "=" + (isToken(value) ? value : Quoted.quote(value)));
        }
        List<String> pieces = percentEncoded(value);
        if (pieces.size() == 1) {
            return List.of(attribute + "*=UTF-8''" + pieces.get(0));
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            words.add(attribute + "*" + i + "*=" + (i == 0 ? "UTF-8''" : "") + pieces.get(i));
        }
        return words;
    }

    private static List<String> percentEncoded(String value) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.';
            piece.append(plain ? String.valueOf(c) : "%" + Octets.hex(c));
            if (piece.length() >= PIECE) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        }
        if (piece.length() > 0) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    /** RFC 2045 §5.1: whether a value needs no quotes. */
    private static boolean isToken(String value) {
        return !value.isEmpty()
                && value.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0);
    }
}
