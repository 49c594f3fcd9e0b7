package org.jameslists.integration.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jameslists.authentication.Authentication;
import org.jameslists.integration.study.ShownField;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.MethodResult;

import com.google.common.io.ByteSource;

/** Prints the fields of a message that matter, decoded, and what a receiver found out about it. */
final class MessageView {
    private final PrintStream out;

    MessageView(PrintStream out) {
        this.out = out;
    }

    void show(String title, byte[] octets, Authentication found) throws IOException {
        Message message = Message.read(ByteSource.wrap(octets));
        out.printf("%n── %s ──%n", title);
        ShownField.of(message.header())
                .forEach(field -> out.printf(
                        "  %-27s %s%n", field.name() + ":", field.text().replaceAll("\\s+", " ")));
        body(message).lines().filter(line -> !line.isBlank()).forEach(line -> out.printf("  │ %s%n", line));
        out.println();
        found.results("receiver").results().forEach(this::showResult);
        out.printf(
                "  ⇒ a strict receiver %s%n",
                StrictReceiver.rejects(found) ? "REJECTS this message" : "ACCEPTS this message");
    }

    private void showResult(MethodResult result) {
        out.printf(
                "  %-6s %-6s %s%s%n",
                result.method(),
                result.result(),
                result.properties().stream()
                        .filter(property ->
                                List.of("d", "from", "dmarc", "mailfrom").contains(property.name()))
                        .map(property -> property.type() + "." + property.name() + "=" + property.value() + " ")
                        .reduce("", String::concat),
                result.reason().map(reason -> "(" + reason + ")").orElse(""));
    }

    private static String body(Message message) throws IOException {
        String type =
                message.header().first("Content-Type").map(HeaderField::text).orElse("");
        Charset charset = type.contains("2022") ? Charset.forName("x-windows-iso2022jp") : StandardCharsets.UTF_8;
        byte[] body = message.body().read();
        return new String(Arrays.copyOf(body, Math.min(body.length, 2000)), charset);
    }
}
