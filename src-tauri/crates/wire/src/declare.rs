//! The macro that ties a command to its reply, by type. It knows no single command: [`crate::commands`] declares them.

/// Declares the commands: documentation, name, fields, and the type of the reply behind `=>`.
///
/// Makes a struct for each command, which is a [`Request`]; the enum `Command` of all of them as they cross the
/// wire (`{"call": "undo"}`) and `Reply` with their replies, which cross as they are; `Replies`, the TypeScript map
/// from the name of a call to its reply; and `Host`, which whoever carries commands out has to be.
macro_rules! commands {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident $({ $(
            $(#[doc = $field_doc:literal])*
            $(#[serde($($serde:tt)*)])?
            $field:ident: $type:ty,
        )* })? => $reply:ty;
    )*) => {
        $( commands!(@request [$(#[doc = $doc])*] $name $({ $( [$(#[doc = $field_doc])*] $field: $type, )* })?); )*

        /// A command as it crosses the wire. Paths are absolute and come from dialogs, the recent list or the
        /// command line.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[ts(optional_fields)]
        #[serde(tag = "call", rename_all = "snake_case", deny_unknown_fields)]
        pub enum Command {
            $(
                $(#[doc = $doc])*
                $name $({ $(
                    $(#[doc = $field_doc])*
                    $(#[serde($($serde)*)])?
                    $field: $type,
                )* })?,
            )*
        }

        /// The reply to a command as it crosses the wire: its value, and nothing around it.
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[serde(untagged)]
        #[expect(clippy::large_enum_variant, reason = "a reply is moved a few times and never stored")]
        pub enum Reply {
            $( #[doc = concat!("What [`", stringify!($name), "`] answers.")] $name($reply), )*
        }

        /// The type of the reply by the name of the call.
        #[derive(ts_rs::TS)]
        #[ts(rename_all = "snake_case")]
        #[expect(non_snake_case, reason = "the fields are named as the commands; TypeScript has them in snake case")]
        pub struct Replies {
            $( $(#[doc = $doc])* pub $name: $reply, )*
        }

        /// Carries out commands, every one of them: a type without a handler for each is no host.
        pub trait Host: $( Handler<$name> + )* Sized {}

        impl<H> Host for H where H: $( Handler<$name> + )* Sized {}

        impl Request for Command {
            type Reply = Reply;

            fn hand_to<H: Host>(self, host: &mut H, answer: Answer<Reply>) {
                match self {
                    $(
                        Self::$name $({ $( $field, )* })? => {
                            $name $({ $( $field, )* })?.hand_to(host, answer.after(Reply::$name));
                        }
                    )*
                }
            }
        }

        $(
            impl Request for $name {
                type Reply = $reply;

                fn hand_to<H: Host>(self, host: &mut H, answer: Answer<$reply>) {
                    host.handle(self, answer);
                }
            }

            impl From<$name> for Command {
                fn from(request: $name) -> Self {
                    let $name $({ $( $field, )* })? = request;
                    Self::$name $({ $( $field, )* })?
                }
            }
        )*
    };
    (@request [$($doc:tt)*] $name:ident) => {
        $($doc)*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $name;
    };
    (@request [$($doc:tt)*] $name:ident { $( [$($field_doc:tt)*] $field:ident: $type:ty, )* }) => {
        $($doc)*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $( $($field_doc)* pub $field: $type, )*
        }
    };
}
pub(crate) use commands;
