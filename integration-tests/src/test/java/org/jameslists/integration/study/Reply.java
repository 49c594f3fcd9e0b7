package org.jameslists.integration.study;

import java.util.Locale;

/** What a receiver does with a message. */
enum Reply {
    ACCEPT("受信"),
    SPAM("迷惑メール"),
    REJECT("拒否");

    private final String japanese;

    Reply(String japanese) {
        this.japanese = japanese;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String japanese() {
        return japanese;
    }
}
