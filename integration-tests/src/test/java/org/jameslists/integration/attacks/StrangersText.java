package org.jameslists.integration.attacks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.base.Splitter;

/** Posts that try to write into logs, replies and notices what their readers would take for the server's own. */
final class StrangersText {
    /** What would be a line of its own in a log. */
    static final String FORGED_LINE = "ERROR forged line";

    private static final Pattern RAW =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

    private StrangersText() {}

    /** In the fields of strangers, and in the name and Subject of an author who is proven. */
    static List<Post> posts(World world) {
        List<Post> posts = new ArrayList<>();
        dirt().forEach((kind, dirt) -> {
            for (String fields : fields(dirt)) {
                String token = "text-" + posts.size();
                posts.add(Post.byStranger("text with " + kind, token, withFields(fields, token)));
            }
            String token = "text-" + posts.size();
            String author = "author@" + Kin.UNRELATED.domain();
            String text = Letters.plain(token, "x" + dirt + " <" + author + ">")
                    .replace("Subject: hello", "Subject: hello " + dirt);
            posts.add(Post.byStranger(
                            "text with " + kind, token, Letters.signedAgainstLists(world.author(Kin.UNRELATED), text))
                    .from(World.STRANGER, Kin.UNRELATED.domain())
                    .authentically(author));
        });
        return posts;
    }

    private static Map<String, String> dirt() {
        Map<String, String> dirt = new LinkedHashMap<>();
        dirt.put("a colour of the terminal", "\u001b[31m");
        dirt.put("a bare CR", "\r" + FORGED_LINE);
        dirt.put("a NUL", "\u0000");
        dirt.put("a C1 control", "\u009b31m");
        dirt.put("a bidi override", bytes("\u202e"));
        dirt.put("an encoded line end", "=?utf-8?q?x=0D=0A" + FORGED_LINE.replace(' ', '_') + "?=");
        dirt.put("an encoded bidi override", "=?utf-8?q?x=E2=80=AE=1B[31m?=");
        return dirt;
    }

    /** As its bytes in UTF-8, each a char. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Wherever an address has a place for it, and in what else is read of a header. */
    private static List<String> fields(String dirt) {
        String domain = Kin.UNRELATED.domain();
        return List.of("From: \"x" + dirt + "\"@" + domain, "From: boss@ev" + dirt + "il." + domain, elsewhere(dirt));
    }

    private static String elsewhere(String dirt) {
        return """
                Subject: %1$s
                DKIM-Signature: v=1; a=rsa-sha256; d=ev%1$sil.%2$s; s=x%1$s; h=From; bh=AAAA; b=AAAA
                DKIM-Signature: v=1; a=%1$s; d=%2$s; s=x; h=%1$s; bh=AAAA; b=AAAA
                ARC-Seal: i=1; a=rsa-sha256; cv=none; d=ev%1$sil; s=x; b=AAAA
                ARC-Message-Signature: i=1; a=rsa-sha256; d=x; s=x%1$s; h=From; bh=AAAA; b=AAAA
                ARC-Authentication-Results: i=1; x%1$s; none
                Authentication-Results: ml.example.ac.jp; dmarc=pass (%1$s)
                From: boss@%2$s"""
                .replace("\n", "\r\n")
                .formatted(dirt, Kin.UNRELATED.domain());
    }

    private static String withFields(String fields, String token) {
        return Letters.plain(token, "boss@" + Kin.UNRELATED.domain())
                .replaceFirst("From: [^\r]*", Matcher.quoteReplacement(fields));
    }

    /** The lines of a text in which something is raw; empty if nothing is. A CRLF is a line end like LF. */
    static List<String> rawIn(String text) {
        return Splitter.on('\n')
                .splitToStream(text.replace("\r\n", "\n"))
                .filter(line -> RAW.matcher(line).find())
                .map(StrangersText::escaped)
                .toList();
    }

    private static String escaped(String text) {
        return RAW.matcher(text)
                .replaceAll(raw -> "{U+%04X}".formatted((int) raw.group().charAt(0)));
    }
}
