package org.jameslists.integration.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jameslists.integration.ListScene;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;

/**
 * What came out of the server of a post.
 *
 * @param place where it was found
 * @param sender the envelope sender; of a copy in a mailbox what Return-Path says
 * @param recipients the envelope recipients
 * @param text the message, each byte a char
 */
public record Copy(Place place, String sender, List<String> recipients, String text) {
    private static final String BOUNCES = "-bounces@";

    /** Where a copy was found. */
    public enum Place {
        /** In the mailbox of a local user. */
        MAILBOX,
        /** At the server of all others. */
        ELSEWHERE
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    String inUtf8() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    Message message() {
        try {
            return Message.read(ByteSource.wrap(bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Header header() {
        return message().header();
    }

    /** All addresses in all From fields. */
    List<String> from() {
        return header().all("From").stream()
                .flatMap(field -> AddressList.parse(field).mailboxes().stream())
                .map(Mailbox::address)
                .toList();
    }

    /** The list in whose envelope it came. */
    String list() {
        return sender.contains(BOUNCES) ? sender.replace(BOUNCES, "@") : ListScene.LIST;
    }

    /** Whether the list answers for it, and nobody else. */
    boolean isFromList() {
        return from().equals(List.of(list()));
    }

    /** Whether it went through a list: in the list's envelope, and marked as the list's. */
    boolean isOfAList() {
        return sender.contains(BOUNCES)
                && !(header().all("List-Id").isEmpty()
                        && header().all("X-BeenThere").isEmpty());
    }

    /** Whether the server made it itself: a bounce, a notice. */
    boolean isNotice() {
        return sender.isEmpty() && from().stream().allMatch(address -> address.startsWith("postmaster@"));
    }

    @Override
    public String toString() {
        return "from <" + sender + "> to " + recipients + " with From " + from();
    }
}
