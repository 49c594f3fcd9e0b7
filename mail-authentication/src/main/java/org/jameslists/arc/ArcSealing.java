package org.jameslists.arc;

import java.util.List;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

/** What became of the wish to seal a message. */
public sealed interface ArcSealing {
    /**
     * Carries it out.
     *
     * @param message the message that was asked about
     * @return the message with the new set on top, or the message as it is where it must not be sealed
     */
    Message applyTo(Message message);

    /**
     * The message is to be sealed.
     *
     * @param chainValidation what the new seal says in {@code cv=}
     * @param fields ARC-Seal, ARC-Message-Signature, ARC-Authentication-Results, to be put on top of the header in this
     *     order: receivers exist that reject others
     */
    record Sealed(ChainValidation chainValidation, List<HeaderField> fields) implements ArcSealing {
        /** Takes a copy of the list. */
        public Sealed {
            fields = List.copyOf(fields);
        }

        @Override
        public Message applyTo(Message message) {
            return message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)));
        }
    }

    /**
     * The message must not be sealed.
     *
     * @param reason why, in words
     */
    record NotSealed(String reason) implements ArcSealing {
        @Override
        public Message applyTo(Message message) {
            return message;
        }
    }
}
