/**
 * Between James and the core: a {@link org.apache.mailet.Mail} as a {@link org.jameslists.message.Message} and back,
 * what travels with a mail as attributes, the settings all mailets share, keys, serial numbers, and who is on a list.
 */
package org.jameslists.james;
