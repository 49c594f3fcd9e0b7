package org.jameslists.administration;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.mailet.Mail;

/** A repository that can be made to lose the connection when a mail is to be removed. */
final class TestRepository implements MailRepository {
    private final MemoryMailRepository mails = new MemoryMailRepository();
    private boolean failing;

    @Override
    public long size() {
        return mails.size();
    }

    @Override
    public MailKey store(Mail mail) throws MessagingException {
        return mails.store(mail);
    }

    @Override
    public Iterator<MailKey> list() {
        return mails.list();
    }

    @Override
    public Mail retrieve(MailKey key) {
        return mails.retrieve(key);
    }

    @Override
    public void remove(MailKey key) throws MessagingException {
        if (failing) {
            throw new MessagingException("the connection was lost");
        }
        mails.remove(key);
    }

    @Override
    public void removeAll() {
        mails.removeAll();
    }

    /** Whether mails can be removed. */
    void loseConnection(boolean lost) {
        failing = lost;
    }

    /** A store with this repository at {@code var/mail/list-forged}. */
    MailRepositoryStore store() {
        return new Store();
    }

    /** A store with that repository at {@code var/mail/list-forged}. */
    private final class Store implements MailRepositoryStore {
        @Override
        public MailRepository select(MailRepositoryUrl url) {
            return TestRepository.this;
        }

        @Override
        public Optional<Protocol> defaultProtocol() {
            return Optional.empty();
        }

        @Override
        public Optional<MailRepository> get(MailRepositoryUrl url) {
            return Optional.of(TestRepository.this);
        }

        @Override
        public Stream<MailRepository> getByPath(MailRepositoryPath path) {
            return path.asString().equals("var/mail/list-forged") ? Stream.of(TestRepository.this) : Stream.empty();
        }

        @Override
        public Stream<MailRepositoryUrl> getUrls() {
            return Stream.of(MailRepositoryUrl.from("memory://var/mail/list-forged"));
        }
    }
}
