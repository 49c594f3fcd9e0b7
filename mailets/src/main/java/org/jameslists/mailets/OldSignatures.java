package org.jameslists.mailets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Renames the signatures that a post came with to {@code X-Original-…}, or removes them. Without this mailet they stay,
 * as RFC 6376 §4.2 recommends.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.OldSignatures">
 *   <action>rename</action>
 *   <when>mitigated</when>
 *   <fields>DKIM-Signature</fields>
 * </mailet>
 * }</pre>
 *
 * <p>Put it after {@link MungeFrom} and before {@link DkimResign}.
 */
public class OldSignatures extends ListMailet {
    private static final String ORIGINAL = "X-Original-";

    private Action action;
    private When when;
    private List<String> fields;

    private enum Action {
        RENAME,
        REMOVE
    }

    private enum When {
        ALWAYS,
        MITIGATED
    }

    /** Counts with these metrics. */
    @Inject
    public OldSignatures(MetricFactory metrics) {
        super(metrics, "renamed", "removed", "kept");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        action = parameters.choice("action", Action.RENAME);
        when = parameters.choice("when", When.ALWAYS);
        List<String> named =
                parameters.each("fields", name -> HeaderField.of(name, "").name());
        fields = named.isEmpty() ? List.of("DKIM-Signature") : named;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (when == When.MITIGATED
                && ListAttributes.get(mail, ListAttributes.MITIGATION).isEmpty()) {
            note(mail, "kept", () -> "keeps its old signatures: its From was not rewritten, and it was not wrapped");
            return;
        }
        Message message = MailMessage.read(mail);
        List<HeaderField> kept = new ArrayList<>();
        for (HeaderField field : message.header().fields()) {
            if (!isOld(field)) {
                kept.add(field);
            } else if (action == Action.RENAME) {
                kept.add(renamed(field));
            }
        }
        long changed = message.header().fields().stream().filter(this::isOld).count();
        if (changed > 0) {
            MailMessage.write(mail, message.withHeader(new Header(kept)));
        }
        note(
                mail,
                Parameters.word(action) + "d",
                () -> "has " + changed + " old signatures " + Parameters.word(action) + "d");
    }

    private boolean isOld(HeaderField field) {
        return fields.stream().anyMatch(field::is);
    }

    private static HeaderField renamed(HeaderField field) {
        ByteArrayOutputStream renamed = new ByteArrayOutputStream();
        renamed.writeBytes((ORIGINAL + field.name() + ":").getBytes(StandardCharsets.US_ASCII));
        renamed.writeBytes(field.value());
        return HeaderField.ofOctets(renamed.toByteArray());
    }
}
