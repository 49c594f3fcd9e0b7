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
record Copy(Place place, String sender, List<String> recipients, String text) {
    /** Where a copy was found. */
    enum Place {
        /** In the mailbox of a local user. */
        MAILBOX,
        /** At the server of all others. */
        ELSEWHERE
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
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

    /** Whether the list answers for it, and nobody else. */
    boolean isFromList() {
        return from().equals(List.of(ListScene.LIST));
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
