package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

/** What {@link ArcSeal} says when James starts with a key that others do not know. */
class ArcSealKeyTest extends MailetTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ArcSeal.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void shouldWarnOfAnEd25519Key() throws Exception {
        mailet(ArcSeal.class, Map.of("domains", "ml.example.ac.jp", "selector", "list-ed25519"));

        assertThat(warnings()).singleElement().asString().contains("ml.example.ac.jp", "list-ed25519", "RSA");
    }

    @Test
    void shouldSayNothingOfAnRsaKey() throws Exception {
        mailet(ArcSeal.class, Map.of("domains", "ml.example.ac.jp", "selector", "list"));

        assertThat(warnings()).isEmpty();
    }
}
