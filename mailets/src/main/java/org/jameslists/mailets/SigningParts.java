package org.jameslists.mailets;

import org.jameslists.james.lists.KeyRotation;
import org.jameslists.james.reception.NameLending;
import org.jameslists.james.settings.KeyCheck;

import com.google.inject.Inject;

/**
 * What a mailet that signs asks of James.
 *
 * @param keys the keys to sign with
 * @param keyCheck stops James where a key is not published
 * @param order stops James where the order of mailets is wrong
 * @param lending says what must not be signed
 */
record SigningParts(KeyRotation keys, KeyCheck keyCheck, MailetOrder order, NameLending lending) {
    @Inject
    SigningParts {}
}
