package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestKeys;
import org.jameslists.james.lists.KeyRotation.Phase;
import org.jameslists.james.lists.KeyRotation.Step;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.SigningKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rotation from its first key to the end of the second, with a clock that is moved by hand. */
class KeyRotationTest {
    private static final String DOMAIN = "ml.example.ac.jp";
    private static final String PATTERN = "list-*";
    private static final String OLD = "list-20250101";
    private static final String NEW = "list-20260101";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T09:00:00Z");
    private TestJames james;
    private KeyRotation rotation;

    @BeforeEach
    void start() throws Exception {
        james = SampleJames.in(folder)
                .conf(
                        "list-authentication.properties",
                        "authserv-id=ml.example.ac.jp\nkeys.wait=1 hour\nkeys.keep=7 days\n");
        james.conf("keys/" + DOMAIN + "." + OLD + ".pem", TestKeys.ed25519());
        restart();
    }

    private void restart() {
        rotation = new KeyRotation(
                james.instance(SigningKeys.class),
                new KeyPublication(
                        james.instance(JamesDns.class), Optional.of(james.instance(ListState.class)), () -> now),
                james.instance(ListAuthenticationSettings.class));
    }

    private void publish(String selector) throws MessagingException {
        james.publish(
                selector + "._domainkey." + DOMAIN,
                james.instance(SigningKeys.class)
                        .identity(DOMAIN, selector)
                        .key()
                        .publicRecord()
                        .toString());
    }

    private void unpublish(String selector) {
        james.publish(selector + "._domainkey." + DOMAIN, "v=DKIM1; p=");
    }

    private void makeNewKey() throws Exception {
        james.conf("keys/" + DOMAIN + "." + NEW + ".pem", TestKeys.pem("Ed25519", 255));
    }

    private String signerAfter(Duration time) throws MessagingException {
        now = now.plus(time);
        return rotation.identity(DOMAIN, PATTERN).selector();
    }

    private List<Step> steps() throws MessagingException {
        return rotation.steps(DOMAIN, PATTERN);
    }

    @Test
    void theFirstKeySignsAsSoonAsItIsPublished() throws Exception {
        publish(OLD);

        assertThat(signerAfter(Duration.ZERO)).isEqualTo(OLD);
        assertThat(steps()).containsExactly(new Step(OLD, Phase.SIGNS, Optional.empty()));
    }

    @Test
    void aWholeRotationNeedsNoRestart() throws Exception {
        publish(OLD);
        assertThat(signerAfter(Duration.ZERO)).isEqualTo(OLD);

        makeNewKey();
        assertThat(signerAfter(Duration.ofDays(30))).isEqualTo(OLD);
        assertThat(steps())
                .containsExactly(
                        new Step(NEW, Phase.TO_PUBLISH, Optional.empty()),
                        new Step(OLD, Phase.SIGNS, Optional.empty()));

        publish(NEW);
        assertThat(signerAfter(MINUTE)).isEqualTo(OLD);
        Instant seen = now;
        assertThat(steps().get(0)).isEqualTo(new Step(NEW, Phase.WAITS, Optional.of(seen.plus(Duration.ofHours(1)))));
        assertThat(signerAfter(Duration.ofMinutes(59))).isEqualTo(OLD);
        assertThat(signerAfter(MINUTE)).isEqualTo(NEW);

        Instant gone = seen.plus(Duration.ofHours(1)).plus(Duration.ofDays(7));
        assertThat(steps())
                .containsExactly(
                        new Step(NEW, Phase.SIGNS, Optional.empty()), new Step(OLD, Phase.RETIRED, Optional.of(gone)));
        now = gone;
        assertThat(steps().get(1)).isEqualTo(new Step(OLD, Phase.TO_REMOVE, Optional.of(gone)));

        unpublish(OLD);
        Files.delete(folder.resolve("conf/keys/" + DOMAIN + "." + OLD + ".pem"));
        assertThat(signerAfter(MINUTE)).isEqualTo(NEW);
        assertThat(steps()).containsExactly(new Step(NEW, Phase.SIGNS, Optional.empty()));
    }

    @Test
    void aRestartDoesNotForgetHowLongAKeyIsPublished() throws Exception {
        publish(OLD);
        makeNewKey();
        publish(NEW);
        assertThat(signerAfter(Duration.ZERO)).isEqualTo(OLD);

        restart();

        assertThat(signerAfter(Duration.ofMinutes(59))).isEqualTo(OLD);
        restart();
        assertThat(signerAfter(MINUTE)).isEqualTo(NEW);
    }

    @Test
    void aRecordThatDisappearsBringsTheOlderKeyBackAndTheWaitBeginsAnew() throws Exception {
        publish(OLD);
        makeNewKey();
        publish(NEW);
        signerAfter(Duration.ZERO);
        assertThat(signerAfter(Duration.ofHours(1))).isEqualTo(NEW);

        unpublish(NEW);
        assertThat(signerAfter(MINUTE)).isEqualTo(OLD);
        publish(NEW);
        assertThat(signerAfter(MINUTE)).isEqualTo(OLD);
        assertThat(signerAfter(Duration.ofHours(1))).isEqualTo(NEW);
    }

    @Test
    void aDnsThatDoesNotAnswerChangesNothing() throws Exception {
        publish(OLD);
        makeNewKey();
        publish(NEW);
        signerAfter(Duration.ZERO);
        assertThat(signerAfter(Duration.ofHours(1))).isEqualTo(NEW);

        james.fail(OLD + "._domainkey." + DOMAIN).fail(NEW + "._domainkey." + DOMAIN);
        assertThat(signerAfter(Duration.ofDays(1))).isEqualTo(NEW);
        restart();
        assertThat(signerAfter(MINUTE)).isEqualTo(NEW);
    }

    @Test
    void aNewKeyNobodyHasSeenDoesNotSignWhileTheDnsDoesNotAnswer() throws Exception {
        makeNewKey();
        james.fail(OLD + "._domainkey." + DOMAIN).fail(NEW + "._domainkey." + DOMAIN);

        assertThat(signerAfter(Duration.ZERO)).isEqualTo(OLD);
    }

    @Test
    void withoutAPublishedKeyNothingIsSigned() throws Exception {
        makeNewKey();

        assertThatThrownBy(() -> signerAfter(Duration.ZERO))
                .isInstanceOf(MessagingException.class)
                .hasMessageContainingAll("the DNS publishes none of the keys list-*", OLD, NEW, DOMAIN);
        publish(OLD);
        assertThat(signerAfter(MINUTE)).isEqualTo(OLD);
    }

    @Test
    void aKeyThatCannotBeReadIsPassedOver() throws Exception {
        publish(OLD);
        james.conf("keys/" + DOMAIN + "." + NEW + ".pem", "half a k");

        assertThat(signerAfter(Duration.ZERO)).isEqualTo(OLD);
        assertThatThrownBy(() -> rotation.all(DOMAIN, PATTERN)).hasMessageContaining(NEW);
    }

    @Test
    void theDnsIsAskedOnceAMinute() throws Exception {
        publish(OLD);
        signerAfter(Duration.ZERO);
        unpublish(OLD);

        assertThat(signerAfter(Duration.ofSeconds(59))).isEqualTo(OLD);
        assertThatThrownBy(() -> signerAfter(Duration.ofSeconds(1))).isInstanceOf(MessagingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-ed25519", "list-20260101x", "other-20260101", "list-", "list-1234567890123456789"})
    void onlyANumberStandsForTheAsterisk(String selector) throws Exception {
        publish(OLD);
        james.conf("keys/" + DOMAIN + "." + selector + ".pem", TestKeys.pem("Ed25519", 255));
        publish(selector.equals("list-") ? OLD : selector);

        assertThat(signerAfter(Duration.ZERO)).isEqualTo(OLD);
        assertThat(steps()).hasSize(1);
    }

    @Test
    void aSelectorWithoutAnAsteriskIsUsedAsItIs() throws Exception {
        assertThat(rotation.identity(DOMAIN, OLD).selector()).isEqualTo(OLD);
        assertThat(rotation.steps(DOMAIN, OLD)).isEmpty();
    }
}
