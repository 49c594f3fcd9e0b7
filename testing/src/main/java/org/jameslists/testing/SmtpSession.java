package org.jameslists.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client's conversation with an {@link SmtpSink}. */
final class SmtpSession {

    private static final Pattern PATH = Pattern.compile("(?:FROM|TO): ?<([^>]*)>(.*)", Pattern.CASE_INSENSITIVE);
    private static final String OK = "250 2.0.0 ok";

    private final SmtpSink sink;
    private final InputStream in;
    private final OutputStream out;
    private final boolean eightBitMime;

    private String helo = "";
    private Optional<String> sender = Optional.empty();
    private boolean declaredEightBit;
    private final List<String> recipients = new ArrayList<>();

    SmtpSession(SmtpSink sink, Socket connection) throws IOException {
        this.sink = sink;
        this.in = new BufferedInputStream(connection.getInputStream());
        this.out = connection.getOutputStream();
        this.eightBitMime = sink.offersEightBitMime();
    }

    void run() throws IOException {
        reply("220 mx.example.org ESMTP");
        for (String line = SmtpLines.read(in); line != null; line = SmtpLines.read(in)) {
            String[] words = line.split(" ", 2);
            String rest = words.length == 2 ? words[1] : "";
            switch (words[0].toUpperCase(Locale.ROOT)) {
                case "EHLO", "HELO" -> hello(words[0], rest);
                case "MAIL" -> mail(rest);
                case "RCPT" -> recipient(rest);
                case "DATA" -> data();
                case "RSET" -> {
                    reset();
                    reply(OK);
                }
                case "NOOP" -> reply(OK);
                case "QUIT" -> {
                    reply("221 2.0.0 bye");
                    return;
                }
                default -> reply("502 5.5.1 not known here");
            }
        }
    }

    private void hello(String command, String name) throws IOException {
        reset();
        helo = name;
        if (eightBitMime && command.equalsIgnoreCase("EHLO")) {
            reply("250-mx.example.org");
            reply("250 8BITMIME");
        } else {
            reply("250 mx.example.org");
        }
    }

    private void mail(String rest) throws IOException {
        Matcher path = PATH.matcher(rest);
        if (!path.matches()) {
            reply("501 5.5.4 MAIL FROM:<address>");
            return;
        }
        declaredEightBit = path.group(2).toUpperCase(Locale.ROOT).contains("BODY=8BITMIME");
        if (declaredEightBit && !eightBitMime) {
            reply("555 5.5.4 8BITMIME is not offered");
            return;
        }
        sender = Optional.of(path.group(1));
        reply(OK);
    }

    private void recipient(String rest) throws IOException {
        Matcher path = PATH.matcher(rest);
        if (sender.isEmpty() || !path.matches()) {
            reply("503 5.5.1 MAIL first, then RCPT TO:<address>");
            return;
        }
        Optional<String> refusal = sink.refusalOf(path.group(1));
        if (refusal.isEmpty()) {
            recipients.add(path.group(1));
        }
        reply(refusal.orElse(OK));
    }

    private void data() throws IOException {
        if (sender.isEmpty() || recipients.isEmpty()) {
            reply("503 5.5.1 no recipients");
            return;
        }
        reply("354 go on");
        byte[] bytes = DotStuffing.read(in);
        sink.keep(new ReceivedMessage(
                new ReceivedMessage.Transaction(helo, sender.get(), recipients, declaredEightBit), bytes));
        reset();
        reply(OK);
    }

    private void reset() {
        sender = Optional.empty();
        recipients.clear();
        declaredEightBit = false;
    }

    private void reply(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
