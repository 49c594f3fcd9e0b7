package org.jameslists.integration;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryFactory;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.file.FileMailRepository;

import com.google.inject.AbstractModule;
import com.google.inject.Inject;
import com.google.inject.multibindings.Multibinder;

/** James' mail repositories in files, which its memory application lacks and others have. */
public final class FileRepositories extends AbstractModule {
    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), MailRepositoryFactory.class)
                .addBinding()
                .to(Factory.class);
    }

    static final class Factory implements MailRepositoryFactory {
        private final FileSystem fileSystem;

        @Inject
        Factory(FileSystem fileSystem) {
            this.fileSystem = fileSystem;
        }

        @Override
        public Class<? extends MailRepository> mailRepositoryClass() {
            return FileMailRepository.class;
        }

        @Override
        public MailRepository create(MailRepositoryUrl url) {
            BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
            configuration.addProperty("[@destinationURL]", url.asString());
            configuration.addProperty("[@type]", "MAIL");
            FileMailRepository repository = new FileMailRepository();
            repository.setFileSystem(fileSystem);
            try {
                repository.configure(configuration);
                repository.init();
            } catch (Exception e) {
                throw new IllegalStateException("no mail repository in " + url.asString(), e);
            }
            return repository;
        }
    }
}
