package org.jameslists.mailets;

import org.jameslists.james.lists.KeyRotation;
import org.jameslists.james.reception.NameLending;
import org.jameslists.james.settings.KeyCheck;

import com.google.inject.Inject;

/**
 * What a mailet needs to sign.
 *
 * @param keys the keys to sign with
 * @param keyCheck stops James if a key is not published
 * @param order stops James if the mailets are in the wrong order
 * @param lending decides what must not be signed
 */
record SigningParts(KeyRotation keys, KeyCheck keyCheck, MailetOrder order, NameLending lending) {
    @Inject
    SigningParts {}
}
