/** Hooks that James calls during the SMTP dialogue. */
package org.jameslists.hooks;
