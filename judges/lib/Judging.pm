package Judging;

# What the judges and signers written in Perl share: command line, DNS server, form of the answer.
# README.md beside this folder describes both.

use strict;
use warnings;

use File::Basename qw(basename);
use Getopt::Long qw(GetOptions);
use JSON::PP;

use constant CANNOT_RUN => 3;

# Loads modules that may not be installed, and ends with a plain reason when one is not.
sub needs {
    for my $module (@_) {
        ( my $file = "$module.pm" ) =~ s{::}{/}g;
        eval { require $file; 1 } or cannot("$module is not installed");
    }
    return;
}

# Prints one verdict a message, a line each: the given function makes of the options the one from message to verdict.
sub judge {
    my ( $version, $prepare ) = @_;
    my %options = options(qw(dns=s ip=s helo=s mail-from=s));
    usage('--dns HOST:PORT [--ip IP --helo NAME --mail-from ADDR] MESSAGE_FILE...') unless $options{dns} && @ARGV;
    my $hear = $prepare->( \%options );
    my $json = JSON::PP->new->canonical->ascii;
    for my $path (@ARGV) {
        my %verdict = ( judge => basename($0), version => $version->(), %{ $hear->( read_file($path) ) } );
        delete @verdict{ grep { !defined $verdict{$_} } keys %verdict };
        print $json->encode( \%verdict ), "\n";
    }
    return;
}

# Prints each message with the fields on top of it that the given function makes of options and message.
sub signer {
    my ( $sign, %settings ) = @_;
    my @needed = qw(key domain selector);
    push @needed, 'authserv-id' if $settings{seals};
    my %options = (
        canonicalization => 'relaxed/relaxed',
        algorithm        => 'rsa-sha256',
        options( ( map {"$_=s"} @needed ), $settings{seals} ? 'dns=s' : qw(canonicalization=s algorithm=s) )
    );
    usage( join( ' ', map {"--$_ ..."} @needed ) . ' MESSAGE_FILE...' ) if !@ARGV || grep { !defined $options{$_} } @needed;
    binmode STDOUT;
    for my $path (@ARGV) {
        my $message = read_file($path);
        print $sign->( \%options, $message ), $message;
    }
    return;
}

# A resolver that asks the given server alone.
sub resolver {
    my ($server) = @_;
    needs('Net::DNS::Resolver');
    my ( $host, $port ) = split /:/, $server;
    return Net::DNS::Resolver->new(
        config_file => '/dev/null',
        nameservers => [$host],
        port        => $port,
        searchlist  => [],
        udp_timeout => 5,
        tcp_timeout => 5,
        retry       => 1,
    );
}

sub cannot {
    my ($reason) = @_;
    print STDERR "$reason\n";
    exit CANNOT_RUN;
}

sub options {
    my %options;
    GetOptions( \%options, @_ ) or exit 2;
    return %options;
}

sub usage {
    my ($form) = @_;
    print STDERR 'usage: ', basename($0), " $form\n";
    exit 2;
}

sub read_file {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    local $/ = undef;
    my $content = <$file>;
    close $file;
    return $content;
}

1;
