package org.jameslists.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message as an {@link SmtpSink} received it, with its envelope. */
public final class ReceivedMessage {

    private final String helo;
    private final String sender;
    private final List<String> recipients;
    private final boolean declaredEightBit;
    private final byte[] bytes;

    ReceivedMessage(String helo, String sender, List<String> recipients, boolean declaredEightBit, byte[] bytes) {
        this.helo = helo;
        this.sender = sender;
        this.recipients = List.copyOf(recipients);
        this.declaredEightBit = declaredEightBit;
        this.bytes = bytes;
    }

    /** The name the client gave itself. */
    public String helo() {
        return helo;
    }

    /** The envelope sender without angle brackets, empty for the null sender. */
    public String sender() {
        return sender;
    }

    /** The accepted envelope recipients of this transaction, without angle brackets. */
    public List<String> recipients() {
        return recipients;
    }

    /** Whether the client said {@code BODY=8BITMIME}. */
    public boolean declaredEightBit() {
        return declaredEightBit;
    }

    /** The octets between DATA and the final dot, with the dot-stuffing undone and nothing else. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The octets as ISO-8859-1, so that each is one character. */
    public String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "from <" + sender + "> to " + recipients + ", " + bytes.length + " octets";
    }
}
