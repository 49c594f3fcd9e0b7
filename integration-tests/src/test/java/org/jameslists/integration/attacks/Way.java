package org.jameslists.integration.attacks;

import java.io.IOException;

import org.jameslists.integration.ListScene;
import org.jameslists.integration.WebAdmin;

/** A way for a post to a list that is not the list's address. */
enum Way {
    /** Another name of the list. */
    ALIAS("list-alias@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addAlias(ListScene.LIST, address());
        }
    },
    /** A user's forward, which the scene has. */
    FORWARD(AttackScene.FORWARDING_USER),
    /** A forward to a user who forwards. */
    FORWARD_OF_A_FORWARD("far@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.createUser(address(), ListScene.PASSWORD);
            admin.addForward(address(), AttackScene.FORWARDING_USER);
        }
    },
    /** Another name of a user who forwards. */
    ALIAS_OF_A_FORWARD("forward-alias@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addAlias(AttackScene.FORWARDING_USER, address());
        }
    },
    /** A mapping from one address to another. */
    ADDRESS_MAPPING("mapped@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addAddressMapping(address(), ListScene.LIST);
        }
    },
    /** A mapping to an alias of the list. */
    MAPPING_TO_AN_ALIAS("mapped-alias@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addAddressMapping(address(), ALIAS.address());
        }
    },
    /** A mapping by a regular expression. */
    REGEX_MAPPING("example-post@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addRegexMapping(address(), "(.*)-post@(.*):${1}@${2}");
        }
    },
    /** Another name of the list's domain. */
    DOMAIN_ALIAS("example@lists.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addDomainAlias("ml.example.ac.jp", "lists.example.ac.jp");
        }
    },
    /** A list of which the list is a member. */
    GROUP_OF_GROUPS("outer@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addGroupMember(address(), ListScene.LIST);
        }
    },
    /** A list of which a user is a member who forwards to the list. */
    GROUP_WITH_A_FORWARD("outermost@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.addGroupMember(address(), AttackScene.FORWARDING_USER);
        }
    },
    /** The list's address with a detail (RFC 5233). */
    SUB_ADDRESS("example+detail@ml.example.ac.jp"),
    /** A user's Sieve script, which the scene has. */
    SIEVE(AttackScene.REDIRECTING_USER),
    /** A script that redirects to a user who forwards. */
    SIEVE_TO_A_FORWARD("winding@ml.example.ac.jp") {
        @Override
        void open(WebAdmin admin) throws IOException, InterruptedException {
            admin.createUser(address(), ListScene.PASSWORD);
            admin.activateSieve(address(), "redirect \"" + AttackScene.FORWARDING_USER + "\";\r\n");
        }
    };

    private final String address;

    Way(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /** Makes what leads to the list, where the scene does not have it. */
    void open(WebAdmin admin) throws IOException, InterruptedException {}
}
