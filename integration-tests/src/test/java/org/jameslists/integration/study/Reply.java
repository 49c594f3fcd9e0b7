package org.jameslists.integration.study;

import java.util.Locale;

/** What a receiver does with a message. */
enum Reply {
    ACCEPT("受信", "✓"),
    SPAM("迷惑メール", "⚠"),
    REJECT("拒否", "✕");

    private final String japanese;
    private final String sign;

    Reply(String japanese, String sign) {
        this.japanese = japanese;
        this.sign = sign;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String japanese() {
        return japanese;
    }

    /** For those who do not tell the colours apart. */
    String sign() {
        return sign;
    }
}
