package org.jameslists.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message as an {@link SmtpSink} received it, with its envelope. */
public final class ReceivedMessage {

    private final Transaction transaction;
    private final byte[] bytes;

    /**
     * What the client said before DATA.
     *
     * @param helo the name it gave itself
     * @param sender the envelope sender without angle brackets, empty for the null sender
     * @param recipients the accepted envelope recipients, without angle brackets
     * @param declaredEightBit whether it said {@code BODY=8BITMIME}
     */
    record Transaction(String helo, String sender, List<String> recipients, boolean declaredEightBit) {
        Transaction {
            recipients = List.copyOf(recipients);
        }
    }

    ReceivedMessage(Transaction transaction, byte[] bytes) {
        this.transaction = transaction;
        this.bytes = bytes;
    }

    /** The name the client gave itself. */
    public String helo() {
        return transaction.helo();
    }

    /** The envelope sender without angle brackets, empty for the null sender. */
    public String sender() {
        return transaction.sender();
    }

    /** The accepted envelope recipients of this transaction, without angle brackets. */
    public List<String> recipients() {
        return transaction.recipients();
    }

    /** Whether the client said {@code BODY=8BITMIME}. */
    public boolean declaredEightBit() {
        return transaction.declaredEightBit();
    }

    /** The bytes between DATA and the final dot, with the dot-stuffing undone and nothing else. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as ISO-8859-1, so that each is one character. */
    public String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "from <" + sender() + "> to " + recipients() + ", " + bytes.length + " bytes";
    }
}
