package org.jameslists.arc;

import java.util.List;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

/** The result of sealing a message. */
public sealed interface ArcSealing {
    /**
     * Applies the result to the message.
     *
     * @param message the message that was sealed
     * @return the message with the new set on top, or the same message if it must not be sealed
     */
    Message applyTo(Message message);

    /**
     * The message gets a new set.
     *
     * @param chainValidation the {@code cv=} of the new seal
     * @param fields ARC-Seal, ARC-Message-Signature, ARC-Authentication-Results, for the top of the header in this
     *     order; some receivers reject any other
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
     * @param reason why
     */
    record NotSealed(String reason) implements ArcSealing {
        @Override
        public Message applyTo(Message message) {
            return message;
        }
    }
}
