/**
 * The top floor: asks SPF, DKIM, ARC and DMARC about one message, and says what they answer as one value. They do not
 * know one another.
 */
package org.jameslists.authentication;
