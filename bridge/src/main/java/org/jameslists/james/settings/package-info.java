/** Parameters, shared settings, private keys and secrets. */
package org.jameslists.james.settings;
