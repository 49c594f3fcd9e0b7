/** What James calls in the SMTP dialogue. */
package org.jameslists.hooks;
