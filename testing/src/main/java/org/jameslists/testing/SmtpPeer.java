package org.jameslists.testing;

import java.util.Optional;

/**
 * Who hands a message in.
 *
 * @param address the IPv4 address that the client seems to connect from
 * @param helo what it calls itself
 * @param login as whom it logs in, if it does
 */
public record SmtpPeer(String address, String helo, Optional<Login> login) {

    /** A user's name and password. */
    public record Login(String user, String password) {}

    /** A client that does not log in. */
    public SmtpPeer(String address, String helo) {
        this(address, helo, Optional.empty());
    }

    /** This client once it has logged in. */
    public SmtpPeer as(String user, String password) {
        return new SmtpPeer(address, helo, Optional.of(new Login(user, password)));
    }
}
