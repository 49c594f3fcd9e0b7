/**
 * Runs SPF, DKIM, ARC and DMARC on one message, and gives their results as one value. The four do not depend on one
 * another.
 */
package org.jameslists.authentication;
