//! Common English words: a name made of them is often not a name at all.
//!
//! Everyday words and the nouns of shops and products, as brands are named after. Not complete,
//! and need not be: a word missing here only loses a doubt.

use std::collections::HashSet;
use std::sync::LazyLock;

const WORDS: &str = "
a able about above accent access account ace across act action active actually add adobe
advance adventure after again against age agency agent air alarm album alert alien align alive all
alley alliance allow alloy almond almost alone along alpha already also altitude always amaze amber
ambition amount ample an anchor ancient and angel angle animal ankle another answer any anything apart
apartment appeal apple application apply approach april apron arc arch archer area arena arm army
around arrow art article artist as ascent ash ask asset at atlas atom attic audible audience audio
august aunt author auto autumn available avenue average avid away awesome axis baby back backpack bacon
badge bag bake bakery balance ball balloon bamboo banana band bank bar bare bark barn barrel base
basic basil basin basis basket bath battery battle bay be beach beacon beam bean bear beat beauty
because become bed bedroom bee beef been beer before begin behind being believe bell belong below belt bench bend
benefit berry beside best bet better between beyond bicycle big bike bill bin bird birth birthday bit
bite black blade blank blanket blaze bless blind blink block blog blood bloom blossom blow blue blueprint
board boat body bold bolt bond bone bonus book boom boost boot booth border born boss both bottle
bottom bounce bound bow bowl box boy brain branch brand brass brave bread break breakfast breath breeze brew
brick bridge brief bright brilliant bring broad brother brown brush bubble bucket buddy budget buffalo buffer bug
build builder building bull bullet bump bunch bundle burn burst bus bush business busy but butter butterfly button
buy by cab cabin cabinet cable cactus cake calendar call calm came camera camp campaign can candle candy
canvas canyon cap capital captain car carbon card cardinal care career cargo carpet carry cart case cash
cast castle cat catalyst catch cause cave cedar ceiling cell center central century certain chain chair
challenge chamber chance change channel chapter character charge charm chart chase chat cheap check cheese chef
cherry chest chicken chief child children chill chip chocolate choice choose chrome church cinema circle circuit
citizen city civil claim class classic clay clean clear clever click client cliff climate climb clock close
closet cloth clothing cloud clover club clue coach coast coat cobalt code coffee coin cold collar collect collection college color
column comb combine come comet comfort command common community compact company compare compass complete computer
concept concert condition connect constant contact contain content contest context continue control cook cookie cool
copper copy coral core cork corn corner cosmos cost cotton couch could council count counter country couple courage course
court cousin cover cow cozy crab craft crane crash crate crazy cream create creative creator credit creek crew cricket
crisp critical cross crowd crown cruise crush crystal cube cup curious current curtain curve custom customer cut
cycle daily dairy daisy dance danger dark dart dash data date daughter dawn day dead deal dear debate
decide deck deep deer default define degree deliver delivery delta demand den dental deposit depth desert design desk
detail develop device diamond diary dice die diet different dig digest digital dinner dip direct direction discount discover
discovery dish disk dive divide do dock doctor document dog dollar dolphin domain dome done door dot double doubt dove
down dragon drama draw dream dress drift drill drink drip drive driver drop drum dry duck due dune during dusk dust duty
each eager eagle ear early earn earth ease easel east easy eat echo eclipse edge edit editor education effect
egg eight either elastic elbow element elephant elevate eleven elite else ember emerald emotion empire employ empty enable
end energy engine engineer enjoy enough enter enterprise entrepreneur entry envelope envoy envy equal equipment era escape essence
essential estate even evening event ever evergreen every everyone everything evidence evolve exact example excel except exchange
exist exit expand expect expert explore express extra eye fabric face facet fact factor factory faculty fade fair
fairy faith falcon fall fame family famous fan fancy far farm farmer fashion fast father favor favorite feather feature
feed feel fellow fence fern few fiber fiction field fig figure file fill film filter final finance find fine finger finish
fire first fish fit fitness five fix flag flame flash flat flavor fleet flex flight flip float flock flood floor flow flower
flume fly focus fold folk follow food foot football for force forest forge forget fork form format fort fortune forum forward
foundation four fox fraction frame free freedom fresh friend frog from front frost fruit fuel full fun function fund
fungus funny funnel furniture fuse fusion future gadget gain galaxy gallery game gap garage garden garlic gas gate gather
gear gem general generation genius gentle get ghost giant gift ginger girl give glacier glass gleam glide
global globe glory glove glow glue go goal goat gold golden good goose grace grade grain grand grant grape graph graphic grass gravity
gray great green grid grill grind grip ground group grove grow growth guard guess guest guide guitar guru gym
habit hair half hall hammer hand handle happen happy harbor hard harmony harvest hat hatch have haven hawk he head heal health
hear heart heat heaven heavy heel height hello helmet help her herb here heritage hero hidden high hike hill him
hint his history hit hive hobby hold hole holiday hollow home honey honor hook hope horizon horn horse hospital host hot hotel hour house
how hub huge human humble hundred hunger hunt hunter hurry i ice icon idea ideal identity if ignite image imagine
impact important impress impulse in inch include income indeed independent index indigo industry infinity influence info ink inn
inner innovation insert inside insight inspire instant instead insurance integral intent interest interior internet into invest
invoice iris iron island it item its ivory ivy jacket jade jam jar jasmine jazz jelly jet jewel job join journal journey joy judge
juice jump june jungle junior jupiter just keen keep kernel key keyboard kick kid kin kind king kingdom kit kitchen
kite kitten knife knight knot know knowledge label labor lace ladder lady lake lamb lamp land lane language laptop large laser last
late latitude launch laundry laurel law lawn layer lead leader leaf league lean learn leather leave ledge ledger left leg legacy legal
legend leisure lemon lens less lesson let letter level lever liberty library license lid life lift light like lily lime limit
line linear link lion lip list listen literal little live lively load loan lobby local lock locket lodge loft log logic logo
long look loom loop loose lotus loud lounge love low loyal luck lucky lumber lumen luna lunch lush luxury machine
made magazine magic magnet magnolia mail main major make maker man manage mango manner many map maple marathon marble march margin marina mark
market marketing marine mars mason mass mast master match mate material math matrix matter max may maybe maze me meadow
meal mean measure meat mechanical medal media medical medium meet melon member memory mend mention menu merchant mercury mercy mere merit
mesh mess message metal meteor method metric mid middle might mighty mild mile milk mill million mimic mind mine mineral mini minimal mint
minute mirror miss mission mist mix mobile mode model modern modest moment monarch monday money monitor monk monkey month
monument mood moon more morning moss most mother motion motor mount mountain mouse mouth move movement movie much mud mug mural
muscle museum mushroom music must my mystery nail name narrative narrow nation national native natural nature navigator near nearly
neat neck need needle nest net network neutral never new news next nice night nimble nine no noble nod node noise none noon
normal north nose not notable notch note nothing notice notion novel now nurse nut oak oasis oat object observe obvious ocean
october odd of off offer office often oil old olive olympic on once one onion online only onward opal open opera
opinion optimal option or oracle orange orbit orchard orchid order organic origin original osprey other otter our out outdoor outlet outline
outlook outpost outreach outside oven over owl own owner oxygen oyster pace pack package pad page paint pair palace pale palette palm pan panda
panel pantry paper parade paradise parallel parcel parent park parrot part partner party pass passage passion past pasta paste
patch path patient patio patriot pattern pause pay peace peach peak pear pearl pebble pen pencil penguin people pepper per
perch perfect perform perfume perhaps period perk person personal pet phase phone photo photon phrase physical piano pick pickle picture pie
piece pier pig pilot pin pine pineapple pink pioneer pipe pirate pitch pivot pixel pizza place plain plan plane planet plank plant plate platform
play player please plenty plot plug plum plus pocket poem poet point polar pole policy polish pond pony pool pop popular porch port
portal position positive possible post pot potato pottery pound powder power practical practice praise precious precise prefer premier premium prepare
present press pretty price pride prime prince print prior prism private prize pro process produce product profile
profit program progress project promise proof proper property propose protect proton proud prove provide public pull pulse
pump punch pure purple purpose purse push put puzzle pyramid quality quantum quarter queen quest question quick quiet quill quilt quite quiz quote
rabbit race rack radar radiant radio raft rail rain rainbow raise rally ramp ranch random range ranger rank rapid rare rate rather raven raw
ray reach react read reader ready real realm reason rebel recall receive recent recipe record recover red reef refer
reflect reform refresh region regular relate relax relay release remark remedy remember remind remote rent repair repeat replay reply report
rescue research resolve resource respect rest restaurant result retail retreat return reveal review revolution reward rhythm ribbon rice rich
ride ridge right ring rip ripple rise risk rival river road roar roast robin robot rock rocket role roll roof room root rope
rose rough round route rover row royal ruby rude rule run runner runway rural rush rust saddle safari safe sage sail saint salad sale salmon
salon salt same sample sand sandal sapphire satin sauce save savor savvy say scale scarf scene scent schedule scholar school science
scoop scope score scout screen script scroll sea seal search season seat second secret section secure seed seek seem segment select self sell
send senior sense sentinel sequel series serious servant serve service session set settle seven several shade shadow shake shape share shark sharp shed
sheep sheet shelf shell shelter shield shift shine ship shirt shoe shop shore short shot should shoulder show shower side sierra sift sight
sign signal signature silence silk silver similar simple simply since sing single sister site six size skate sketch ski skill skin
sky slack slate sled sleep slice slide slim slip slope slow small smart smile smoke smooth snack snap snow so soap social
society sock soda sofa soft soil solar soldier solid solo solution solve some someone something song sonic soon sophisticated soul sound soup
source south space spade spark sparrow speak special spectrum speed spell spend sphere spice spider spin spine spiral spirit splash splendid
split spoke sponge spoon sport spot spray spread spring sprinkle sprint sprout square squash stable stack staff stage stair stamp stand
standard staple star start state station statue stay steady steak steam steel stellar stem step stick still stitch stock stomach stone stop
storage store storm story stove straight strange strategy straw stream street strength stretch strike string strip stripe strong structure
studio study style subject success such sudden sugar suit suite sum summer summit sun sunday sunny sunrise sunset super supply support sure
surface surge surprise survey sushi swallow swan sweet swift swim swing switch sword symbol sync system table tablet tail tailor take tale
talent talk tall tan tank tap tape target task taste tavern tax tea teach teacher team tech technology teeth tell temple
ten tender tennis tent term terra terrace test text texture than thank that the theater theme then theory there these they thick thin thing think
third this thorn thread three thrive throne through thunder ticket tide tidy tie tiger tight tile timber time tin tiny tip tire titan title to toast
today together token tomato tomorrow tone tongue too tool tooth top topic torch total touch tough tour tower town toy trace track trade trader tradition trail
train transfer transform transit travel tray treasure treat tree trek trend trial tribe trick trigger trim trinity trip triple triumph tropical
truck true trumpet trunk trust truth try tube tulip tune tunnel turbo turn turtle twelve twenty twin twist two type ultimate ultra umbrella uncle
under understand unicorn uniform union unique unit unity universal universe university until up upper upon upright upstart upward urban us use user usual valley
valor value van vanilla vantage variety vault vector vegetable velocity velvet venture venue verb verge verse version very vessel vest via vibe
victory video view villa village vine vintage vinyl violet violin virtue vision visit visual vital vitamin vivid voice volcano volt volume vote voyage
wagon wait walk wall wallet walnut wander want war ward wardrobe warm warrior wash watch water wave way we wealth weather web wedding week welcome well
west whale what wheat wheel when where which while whisper white who whole why wide wild will willow win wind window wine wing winter wire wired
wisdom wise wish with within without wolf woman wonder wood wool word work worker workshop world worth would wrap wren write yard year yellow yes yet yield you young
your youth zebra zen zenith zero zest zinc zone zoo zoom
";

/// Words that English writes with a capital wherever they stand: days, months, languages and peoples.
const CAPITALISED: &str = "
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
african american arab arabic asian australian austrian belgian brazilian british bulgarian canadian
chinese croatian czech danish dutch egyptian english estonian european finnish french german greek
hebrew hindi hungarian icelandic indian indonesian iranian irish israeli italian japanese korean latin
latvian lithuanian mexican norwegian pakistani persian polish portuguese romanian russian scottish
serbian slovak slovenian spanish swedish swiss thai turkish ukrainian urdu vietnamese welsh
";

static CAPITALISED_SET: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| CAPITALISED.split_ascii_whitespace().collect());

/// Whether English always writes a folded word with a capital, which then shows no name.
pub(super) fn is_always_capitalised(word: &str) -> bool {
    CAPITALISED_SET.contains(word)
}

static SET: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let words = WORDS.split_ascii_whitespace();
    words.chain(CAPITALISED.split_ascii_whitespace()).collect()
});

/// Whether a folded word is a common one; a plural counts as its singular.
pub(super) fn is_common(word: &str) -> bool {
    SET.contains(word)
        || word.strip_suffix('s').is_some_and(|singular| {
            SET.contains(singular)
                || singular
                    .strip_suffix('e')
                    .is_some_and(|short| SET.contains(short))
        })
}

/// Whether a folded name holds common words only.
pub(super) fn is_common_phrase(name: &str) -> bool {
    name.split([' ', '-']).all(is_common)
}
