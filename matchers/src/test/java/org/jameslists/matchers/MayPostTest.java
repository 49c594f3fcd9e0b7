package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list has the members jane@example.org and john@example.com. */
class MayPostTest extends MatcherTest {
    private static final String PASS = "dmarc=pass header.from=example.org";

    private MailImpl post(String from, String result) throws MessagingException {
        MailImpl mail = from(from);
        TestReception.receive(mail, "ml.example.ac.jp; " + result);
        return mail;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "members | Jane <JANE@example.org> | true",
                "members | jane@example.org, john@example.com | true",
                "members | jane@example.org, other@example.org | false",
                "members | other@example.org | false",
                "members | Undisclosed:; | false",
                "everyone | other@example.org | true",
                "nobody | jane@example.org | false",
                "owners | boss@example.org | true",
                "owners | jane@example.org | false",
                "members, owners | boss@example.org | true",
                "*@example.org | other@example.org | true",
                "*@example.org | other@sub.example.org | false",
                "other@example.org | OTHER@example.org | true",
                "nobody, other@example.org | other@example.org | true",
            })
    void shouldKnowWhoMayPost(String posters, String from, boolean may) throws Exception {
        james.directory().list("example-owner@ml.example.ac.jp", "boss@example.org");

        assertThat(matcher(MayPost.class, "posters=" + posters).match(post(from, PASS)))
                .hasSize(may ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"owner@example.org, true", "jane@example.org, false"})
    void shouldFindAnOwnerByAnAlias(String from, boolean may) throws Exception {
        james.directory().alias("boss-example@ml.example.ac.jp", "owner@example.org");

        assertThat(matcher(MayPost.class, "posters=owners; owners=boss-{list}@{domain}")
                        .match(post(from, PASS)))
                .hasSize(may ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "posters=members | dmarc=none | false",
                "posters=members; unauthenticated=post | dmarc=none | true",
                "posters=*@example.org | dmarc=none | false",
                "posters=everyone | dmarc=none | true",
                "posters=everyone | dmarc=fail policy.dmarc=reject | false",
                "posters=members; unauthenticated=post | dmarc=fail policy.dmarc=reject | false",
                "posters=everyone | dmarc=temperror | false",
                "posters=members; unauthenticated=post | dmarc=temperror | false",
            })
    void shouldBelieveFromOnlyWhereItIsKnownWhoWrote(String condition, String result, boolean may) throws Exception {
        assertThat(matcher(MayPost.class, condition).match(post("jane@example.org", result)))
                .hasSize(may ? 1 : 0);
    }

    @Test
    void shouldSayToWhoeverDecidesWhyAPostIsHeld() throws Exception {
        MailImpl mail = post("other@example.org", PASS);
        matcher(MayPost.class, "posters=members").match(mail);

        assertThat(ListAttributes.get(mail, ListAttributes.REASON))
                .contains("[other@example.org] may not post to list example@ml.example.ac.jp");
    }

    @Test
    void shouldLetAReleasedPostGoOn() throws Exception {
        MailImpl mail = post("other@example.org", PASS);
        ListAttributes.set(mail, ListAttributes.RELEASED_FROM, "held-1");

        assertThat(matcher(MayPost.class, "posters=nobody").match(mail)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | posters",
                "posters=subscribers | posters",
                "posters=a@b@c | posters",
                "posters=members; unauthenticated=from | unauthenticated",
                "posters=owners; owners={member}@{domain} | owners"
            })
    void shouldRefuseAWrongConditionAtStartUp(String condition, String parameter) {
        assertThatThrownBy(() -> matcher(MayPost.class, condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("MayPost: parameter \"" + parameter + "\"");
    }
}
