package org.jameslists.arc;

import java.util.List;

import org.jameslists.mail.HeaderField;

/** What became of the wish to seal a message. */
public sealed interface ArcSealing {
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
    }

    /**
     * The message must not be sealed.
     *
     * @param reason why, in words
     */
    record NotSealed(String reason) implements ArcSealing {}
}
