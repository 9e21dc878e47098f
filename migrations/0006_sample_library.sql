-- A sample: real phrases, whose volumes and difficulties are bands, not measurements. `npm run library:import` brings real ones.
UPDATE `industry_sectors` SET `description` = 'Sample keywords about women''s health; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'womens-health' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["menopause symptoms",50000,65,"US","informational",0],
  ["early menopause symptoms",5000,35,"US","informational",0],
  ["menopause symptoms at 45",1000,25,"US","informational",0],
  ["perimenopause age",5000,35,"US","informational",0],
  ["perimenopause symptoms",10000,65,"US","informational",0],
  ["perimenopause and anxiety",500,35,"US","informational",0],
  ["best supplements for perimenopause",1000,45,"US","commercial",2],
  ["pcos symptoms",10000,65,"US","informational",0],
  ["pcos diet",5000,35,"US","informational",0],
  ["pcos weight loss plan",1000,45,"US","commercial",2],
  ["can you get pregnant with pcos",500,15,"US","informational",0],
  ["endometriosis symptoms",5000,45,"US","informational",0],
  ["endometriosis vs adenomyosis",500,35,"US","informational",0],
  ["hot flashes causes",5000,55,"US","informational",0],
  ["how to stop hot flashes at night",1000,35,"US","informational",0],
  ["hrt side effects",1000,35,"GB","informational",0],
  ["menopause clinic near me",500,45,"GB","transactional",0],
  ["hormone therapy cost",500,25,"US","transactional",0],
  ["irregular periods causes",5000,35,"US","informational",0],
  ["irregular periods after 40",100,15,"US","informational",0],
  ["pelvic floor exercises for women",1000,25,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'womens-health' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about nutrition and supplements; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'nutrition-supplements' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["magnesium benefits",10000,45,"US","informational",0],
  ["best magnesium for sleep",5000,55,"US","commercial",3],
  ["magnesium glycinate vs citrate",5000,35,"US","informational",0],
  ["magnesium deficiency symptoms",1000,35,"US","informational",0],
  ["vitamin d deficiency symptoms",10000,65,"US","informational",0],
  ["how much vitamin d per day",1000,45,"US","informational",0],
  ["best vitamin d supplement",5000,55,"US","commercial",0],
  ["vitamin d3 k2 drops",100,25,"GB","transactional",0],
  ["best protein powder",5000,35,"US","commercial",3],
  ["best protein powder for women",1000,35,"US","commercial",0],
  ["whey vs plant protein",1000,35,"US","commercial",0],
  ["protein powder without artificial sweeteners",500,45,"US","transactional",0],
  ["how much protein do i need",1000,35,"US","informational",0],
  ["omega 3 benefits",5000,55,"US","informational",0],
  ["best fish oil supplement",1000,45,"US","commercial",0],
  ["omega 3 foods for vegetarians",500,35,"US","informational",0],
  ["best probiotics for women",5000,65,"US","commercial",0],
  ["probiotics vs prebiotics",1000,45,"US","informational",0],
  ["when to take probiotics",500,35,"US","informational",0],
  ["creatine for women",1000,45,"AU","commercial",0],
  ["multivitamins for over 50",500,45,"GB","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'nutrition-supplements' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about mental health; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'mental-health' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["anxiety symptoms",10000,45,"US","informational",0],
  ["how to calm anxiety",5000,45,"US","informational",0],
  ["anxiety attack vs panic attack",1000,45,"US","informational",0],
  ["morning anxiety",500,15,"US","informational",0],
  ["best apps for anxiety",1000,35,"US","commercial",2],
  ["depression symptoms",10000,45,"US","informational",0],
  ["signs of high functioning depression",1000,35,"US","informational",0],
  ["postpartum depression symptoms",500,25,"US","informational",0],
  ["online therapy for depression",1000,35,"US","transactional",0],
  ["therapist near me",5000,55,"US","transactional",4],
  ["online therapy that takes insurance",1000,45,"US","transactional",0],
  ["how to find a therapist",500,35,"US","informational",0],
  ["couples counselling cost",500,25,"GB","transactional",0],
  ["low cost counselling",100,25,"AU","transactional",0],
  ["adhd symptoms in adults",5000,55,"US","informational",0],
  ["adhd in women",5000,35,"US","informational",0],
  ["adult adhd assessment",500,35,"GB","transactional",0],
  ["burnout symptoms",5000,55,"US","informational",0],
  ["how to recover from burnout",500,35,"US","informational",0],
  ["mindfulness exercises",1000,25,"US","informational",0],
  ["mindfulness for beginners",100,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'mental-health' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about fitness and exercise; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'fitness-exercise' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["full body workout",10000,65,"US","informational",0],
  ["full body workout at home",5000,55,"US","informational",0],
  ["full body dumbbell workout",1000,35,"US","informational",0],
  ["full body workout for beginners",500,25,"US","informational",0],
  ["strength training for beginners",5000,35,"US","informational",0],
  ["strength training for women over 50",1000,45,"US","informational",0],
  ["strength training vs cardio",500,15,"US","informational",0],
  ["strength training plan pdf",100,15,"US","commercial",0],
  ["yoga for beginners",5000,45,"US","informational",0],
  ["yoga for back pain",1000,45,"US","informational",0],
  ["yoga classes near me",1000,55,"US","transactional",0],
  ["chair yoga for seniors",100,25,"CA","informational",0],
  ["best home gym equipment",5000,35,"US","commercial",3],
  ["best adjustable dumbbells",1000,45,"US","commercial",0],
  ["treadmill vs elliptical",1000,55,"US","commercial",0],
  ["home gym for small spaces",500,15,"US","transactional",0],
  ["hiit workout",5000,55,"US","informational",0],
  ["hiit vs steady state cardio",500,25,"US","informational",0],
  ["pilates exercises",5000,55,"US","informational",0],
  ["pilates classes near me",1000,45,"AU","transactional",3]
]')
WHERE `industry_sectors`.`slug` = 'fitness-exercise' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about conditions and treatments; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'conditions-treatments' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["high blood pressure symptoms",10000,65,"US","informational",0],
  ["how to lower blood pressure",5000,35,"US","informational",0],
  ["normal blood pressure by age",1000,25,"US","informational",0],
  ["best blood pressure monitor",1000,35,"US","commercial",2],
  ["type 2 diabetes symptoms",10000,55,"US","informational",0],
  ["prediabetes diet",5000,35,"US","informational",0],
  ["normal blood sugar levels",1000,25,"US","informational",0],
  ["type 1 vs type 2 diabetes",500,35,"US","informational",0],
  ["migraine symptoms",5000,35,"US","informational",0],
  ["migraine with aura",1000,45,"US","informational",0],
  ["how to get rid of a migraine",1000,35,"US","informational",0],
  ["migraine triggers",500,25,"US","informational",0],
  ["acid reflux remedies",5000,45,"US","informational",0],
  ["acid reflux diet",1000,35,"US","informational",0],
  ["gerd vs acid reflux",500,25,"US","informational",0],
  ["sciatica exercises",5000,45,"US","informational",0],
  ["sciatica pain relief",1000,25,"US","informational",0],
  ["how long does sciatica last",100,15,"GB","informational",0],
  ["arthritis in hands",5000,55,"US","informational",0],
  ["best gloves for arthritis",500,45,"US","commercial",1],
  ["rheumatoid arthritis vs osteoarthritis",500,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'conditions-treatments' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'health-wellness')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about cloud infrastructure and services; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'cloud-infrastructure-services' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["cloud computing services",5000,45,"US","informational",0],
  ["cloud computing examples",1000,35,"US","informational",0],
  ["benefits of cloud computing for small business",500,35,"US","informational",0],
  ["public cloud vs private cloud",1000,45,"US","informational",0],
  ["aws vs azure",5000,65,"US","commercial",0],
  ["aws vs google cloud",1000,45,"US","commercial",0],
  ["aws certification cost",1000,55,"US","transactional",3],
  ["aws pricing calculator guide",500,15,"US","informational",0],
  ["what is kubernetes",5000,35,"US","informational",0],
  ["kubernetes vs docker",1000,45,"US","informational",0],
  ["managed kubernetes pricing",500,45,"US","transactional",0],
  ["kubernetes tutorial for beginners",500,15,"US","informational",0],
  ["best cloud storage",5000,55,"US","commercial",3],
  ["cloud storage comparison",1000,25,"US","commercial",0],
  ["cloud storage for business",500,25,"GB","transactional",0],
  ["best vps hosting",1000,45,"US","commercial",0],
  ["cheap vps hosting",500,35,"US","transactional",0],
  ["vps vs dedicated server",100,35,"US","commercial",0],
  ["cloud migration checklist",500,15,"US","informational",0],
  ["cloud migration services",500,35,"AU","transactional",0],
  ["serverless vs containers",100,15,"US","informational",0],
  ["what is edge computing",500,35,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'cloud-infrastructure-services' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about software development; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'software-development' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["learn python",10000,55,"US","informational",0],
  ["python for beginners",5000,35,"US","informational",0],
  ["python vs javascript",1000,35,"US","informational",0],
  ["python course online",1000,55,"US","transactional",3],
  ["python interview questions",500,15,"US","informational",0],
  ["react tutorial",5000,35,"US","informational",0],
  ["react vs vue",1000,55,"US","commercial",0],
  ["react hooks explained",1000,35,"US","informational",0],
  ["hire react developers",100,35,"US","transactional",0],
  ["what is an api",5000,35,"US","informational",0],
  ["rest api best practices",1000,25,"US","informational",0],
  ["rest vs graphql",500,25,"US","informational",0],
  ["api versioning strategies",100,25,"US","informational",0],
  ["git commands",5000,45,"US","informational",0],
  ["git merge vs rebase",1000,35,"US","informational",0],
  ["how to undo a git commit",500,15,"US","informational",0],
  ["agile vs scrum",1000,35,"US","informational",0],
  ["scrum master certification",500,35,"CA","commercial",0],
  ["ci cd pipeline explained",1000,25,"US","informational",0],
  ["best ci cd tools",500,15,"US","commercial",0],
  ["custom software development cost",500,35,"US","transactional",2],
  ["software development company near me",100,25,"GB","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'software-development' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about cybersecurity; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'cybersecurity' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best password manager",5000,65,"US","commercial",0],
  ["password manager for families",1000,45,"US","commercial",2],
  ["are password managers safe",500,15,"US","informational",0],
  ["how to create a strong password",500,25,"US","informational",0],
  ["best vpn",5000,35,"US","commercial",3],
  ["best vpn for streaming",1000,35,"US","commercial",0],
  ["what does a vpn do",1000,25,"US","informational",0],
  ["vpn vs proxy",500,35,"US","commercial",0],
  ["best free vpn",500,25,"GB","commercial",0],
  ["what is phishing",5000,55,"US","informational",0],
  ["phishing email examples",1000,35,"US","informational",0],
  ["how to report phishing",500,15,"GB","informational",0],
  ["phishing training for employees",500,35,"US","commercial",0],
  ["two factor authentication",5000,35,"US","informational",0],
  ["two factor authentication app vs sms",500,15,"US","informational",0],
  ["ransomware examples",1000,35,"US","informational",0],
  ["how to recover from ransomware",500,35,"US","informational",0],
  ["best antivirus software",1000,55,"US","commercial",0],
  ["cyber security jobs",5000,35,"US","informational",0],
  ["cyber security certifications for beginners",500,35,"US","commercial",0],
  ["penetration testing cost",500,15,"US","transactional",0],
  ["cyber insurance for small business",100,25,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'cybersecurity' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about artificial intelligence; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'artificial-intelligence' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["what is artificial intelligence",10000,65,"US","informational",0],
  ["artificial intelligence examples",1000,45,"US","informational",0],
  ["artificial intelligence in healthcare",500,35,"US","informational",0],
  ["pros and cons of artificial intelligence",500,25,"US","informational",0],
  ["machine learning",10000,55,"US","informational",0],
  ["machine learning vs deep learning",1000,35,"US","informational",0],
  ["machine learning course",1000,35,"US","transactional",3],
  ["machine learning for beginners",500,15,"US","informational",0],
  ["best ai tools",5000,65,"US","commercial",0],
  ["ai tools for small business",1000,45,"US","commercial",0],
  ["ai tools for teachers",1000,55,"US","commercial",2],
  ["free ai writing tools",500,35,"US","commercial",0],
  ["prompt engineering",5000,35,"US","informational",0],
  ["prompt engineering examples",500,25,"US","informational",0],
  ["prompt engineering course",500,35,"GB","transactional",0],
  ["what is a large language model",1000,25,"US","informational",0],
  ["how to run a large language model locally",500,35,"US","informational",0],
  ["best ai image generator",1000,55,"US","commercial",0],
  ["is ai art copyrighted",500,35,"US","informational",0],
  ["what is a neural network",1000,25,"US","informational",0],
  ["ai chatbot for website",500,35,"US","commercial",0],
  ["ai chatbot development cost",100,15,"US","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'artificial-intelligence' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about consumer electronics; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'consumer-electronics' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best laptop",10000,45,"US","commercial",4],
  ["best laptop for students",5000,45,"US","commercial",0],
  ["best laptop under 500",1000,45,"US","commercial",0],
  ["laptop vs tablet for college",1000,35,"US","commercial",0],
  ["best laptop for photo editing",500,25,"US","commercial",0],
  ["best wireless earbuds",10000,75,"US","commercial",4],
  ["best earbuds for running",1000,35,"US","commercial",0],
  ["noise cancelling headphones vs earbuds",1000,25,"US","commercial",0],
  ["cheap wireless earbuds",500,25,"GB","transactional",0],
  ["oled vs qled",5000,45,"US","commercial",0],
  ["best 4k tv",5000,45,"US","commercial",0],
  ["what size tv should i buy",500,35,"US","informational",0],
  ["how to mount a tv on the wall",500,15,"US","informational",0],
  ["best smartwatch",5000,55,"US","commercial",0],
  ["smartwatch for kids",1000,25,"US","commercial",0],
  ["fitness tracker vs smartwatch",500,45,"US","commercial",0],
  ["best budget phone",1000,35,"US","commercial",0],
  ["refurbished phones",500,35,"AU","transactional",0],
  ["best robot vacuum",5000,35,"US","commercial",0],
  ["smart home for beginners",500,25,"US","informational",0],
  ["best smart speaker",500,25,"CA","commercial",0],
  ["how to reset a router",1000,35,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'consumer-electronics' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'technology')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about banking; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'banking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best high yield savings account",10000,65,"US","commercial",4],
  ["how do high yield savings accounts work",1000,35,"US","informational",0],
  ["savings account vs money market account",500,25,"US","commercial",0],
  ["best savings rates",1000,35,"GB","commercial",2],
  ["best checking account",5000,55,"US","commercial",0],
  ["open a bank account online",1000,25,"US","transactional",0],
  ["free checking account with no minimum",500,35,"US","commercial",0],
  ["bank account for non residents",500,35,"CA","transactional",0],
  ["what is a routing number",5000,45,"US","informational",0],
  ["routing number vs account number",500,25,"US","informational",0],
  ["best cd rates",1000,25,"US","commercial",0],
  ["what is a certificate of deposit",500,15,"US","informational",0],
  ["cd ladder strategy",100,15,"US","informational",0],
  ["how to wire money",5000,45,"US","informational",0],
  ["wire transfer fees by bank",500,25,"US","commercial",0],
  ["best business bank account",1000,45,"US","commercial",0],
  ["business bank account with no fees",500,25,"GB","transactional",0],
  ["best bank account for students",500,15,"AU","commercial",0],
  ["what is overdraft protection",1000,25,"US","informational",0],
  ["how to dispute a bank charge",500,35,"US","informational",0],
  ["joint bank account rules",100,15,"US","informational",0],
  ["credit union vs bank",500,25,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'banking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about personal finance; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'personal-finance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to save money",10000,55,"US","informational",0],
  ["how to save money fast on a low income",1000,25,"US","informational",0],
  ["52 week savings challenge",1000,25,"US","informational",0],
  ["how much to save each month",500,15,"US","informational",0],
  ["how to make a budget",5000,35,"US","informational",0],
  ["best budgeting apps",5000,55,"US","commercial",3],
  ["50 30 20 budget rule",1000,35,"US","informational",0],
  ["budget planner template",500,45,"US","commercial",0],
  ["zero based budgeting explained",500,15,"US","informational",0],
  ["how to improve credit score",5000,55,"US","informational",0],
  ["what is a good credit score",1000,35,"US","informational",0],
  ["best credit cards for beginners",1000,55,"US","commercial",2],
  ["free credit report",500,25,"GB","transactional",0],
  ["how long does a late payment stay on your credit report",500,15,"US","informational",0],
  ["how to pay off debt",5000,45,"US","informational",0],
  ["debt snowball vs avalanche",1000,35,"US","informational",0],
  ["debt consolidation loan",1000,45,"US","transactional",0],
  ["debt management plan",500,35,"GB","informational",0],
  ["how much emergency fund",1000,35,"US","informational",0],
  ["sinking funds explained",500,15,"US","informational",0],
  ["best side hustles",1000,45,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'personal-finance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about investing; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'investing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to invest in stocks",10000,45,"US","informational",0],
  ["investing for beginners",5000,35,"US","informational",0],
  ["how to start investing with little money",1000,35,"US","informational",0],
  ["best books on investing",500,45,"US","commercial",0],
  ["what is an index fund",5000,45,"US","informational",0],
  ["best index funds",1000,45,"US","commercial",0],
  ["index fund vs etf",1000,45,"US","commercial",0],
  ["how to buy index funds",500,35,"AU","informational",0],
  ["what is a roth ira",10000,55,"US","informational",0],
  ["roth ira vs traditional ira",5000,35,"US","commercial",3],
  ["roth ira contribution limits",1000,35,"US","informational",0],
  ["open a roth ira",500,35,"US","transactional",0],
  ["compound interest calculator",5000,45,"US","informational",0],
  ["how compound interest works",500,35,"US","informational",0],
  ["best dividend stocks",5000,45,"US","commercial",3],
  ["how do dividends work",1000,45,"US","informational",0],
  ["best online brokers",1000,45,"US","commercial",0],
  ["robo advisor vs financial advisor",500,25,"US","commercial",0],
  ["stocks and shares isa",1000,45,"GB","commercial",0],
  ["what is a tfsa",1000,35,"CA","informational",0],
  ["dollar cost averaging",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'investing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about insurance; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'insurance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["car insurance quotes",10000,45,"US","transactional",5],
  ["cheap car insurance",5000,45,"US","transactional",0],
  ["car insurance for new drivers",1000,35,"GB","transactional",0],
  ["how does car insurance work",1000,35,"US","informational",0],
  ["full coverage vs liability",500,35,"US","commercial",0],
  ["term life insurance",5000,55,"US","commercial",0],
  ["term vs whole life insurance",1000,35,"US","commercial",0],
  ["how much life insurance do i need",1000,25,"US","informational",0],
  ["life insurance with no medical exam",500,35,"US","transactional",0],
  ["homeowners insurance quotes",5000,35,"US","transactional",4],
  ["what does homeowners insurance cover",1000,45,"US","informational",0],
  ["renters insurance cost",500,35,"US","transactional",0],
  ["is renters insurance worth it",500,35,"US","informational",0],
  ["best health insurance plans",5000,55,"US","commercial",0],
  ["hmo vs ppo",1000,25,"US","informational",0],
  ["what is a deductible",500,35,"US","informational",0],
  ["private health insurance",500,15,"AU","transactional",0],
  ["best pet insurance",5000,35,"US","commercial",0],
  ["pet insurance comparison",1000,35,"GB","commercial",0],
  ["best travel insurance",1000,45,"US","commercial",0],
  ["travel insurance for seniors",100,15,"CA","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'insurance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about accounting and tax; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'accounting-tax' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["tax brackets",10000,65,"US","informational",0],
  ["how do tax brackets work",5000,35,"US","informational",0],
  ["standard deduction",5000,45,"US","informational",0],
  ["standard vs itemized deductions",1000,35,"US","informational",0],
  ["what can i deduct if i work from home",500,25,"US","informational",0],
  ["best tax software",5000,45,"US","commercial",3],
  ["tax preparer near me",1000,45,"US","transactional",0],
  ["how to file taxes for free",1000,45,"US","informational",0],
  ["how to amend a tax return",500,35,"US","informational",0],
  ["self employed tax deductions",1000,35,"US","informational",0],
  ["quarterly estimated taxes",1000,45,"US","informational",0],
  ["how to register as self employed",500,15,"GB","informational",0],
  ["self assessment deadline",1000,35,"GB","informational",0],
  ["best accounting software",5000,65,"US","commercial",3],
  ["accounting software for freelancers",500,35,"US","commercial",0],
  ["cash vs accrual accounting",500,35,"US","informational",0],
  ["how to read a balance sheet",1000,45,"US","informational",0],
  ["balance sheet vs income statement",500,15,"US","informational",0],
  ["bookkeeper near me",500,35,"US","transactional",0],
  ["bookkeeping services for small business",500,25,"US","transactional",0],
  ["how to register for gst",500,35,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'accounting-tax' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'finance-insurance')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about personal injury law; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'personal-injury-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["personal injury lawyer near me",5000,45,"US","transactional",0],
  ["how much does a personal injury lawyer cost",1000,35,"US","informational",0],
  ["when to hire a personal injury lawyer",500,25,"US","informational",0],
  ["personal injury claim time limit",500,15,"GB","informational",0],
  ["car accident lawyer",5000,55,"US","transactional",4],
  ["what to do after a car accident",1000,25,"US","informational",0],
  ["average car accident settlement",1000,35,"US","informational",0],
  ["who is at fault in a rear end collision",500,25,"US","informational",0],
  ["slip and fall lawyer",1000,35,"US","transactional",0],
  ["slip and fall settlement amounts",500,25,"US","informational",0],
  ["slip and fall in a grocery store",100,15,"US","informational",0],
  ["workers compensation lawyer",1000,45,"US","transactional",3],
  ["how does workers compensation work",1000,35,"US","informational",0],
  ["workers compensation vs disability",500,25,"US","informational",0],
  ["workers compensation claim denied",500,35,"AU","informational",0],
  ["medical malpractice lawyer",1000,55,"US","transactional",0],
  ["medical malpractice examples",500,15,"US","informational",0],
  ["how to prove medical negligence",500,15,"GB","informational",0],
  ["motorcycle accident lawyer",500,35,"US","transactional",0],
  ["how long does a personal injury case take",500,15,"US","informational",0],
  ["pain and suffering calculator",500,25,"US","informational",0],
  ["contingency fee explained",100,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'personal-injury-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about family law; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'family-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["divorce lawyer near me",5000,35,"US","transactional",4],
  ["how to file for divorce",5000,35,"US","informational",0],
  ["how much does a divorce cost",1000,25,"US","informational",0],
  ["uncontested divorce process",1000,45,"US","informational",0],
  ["divorce checklist",500,25,"US","informational",0],
  ["no fault divorce",500,25,"GB","informational",0],
  ["child custody laws",5000,45,"US","informational",0],
  ["types of child custody",1000,35,"US","informational",0],
  ["how to get full custody",500,15,"US","informational",0],
  ["child custody lawyer",500,25,"US","transactional",0],
  ["child support calculator",5000,45,"US","informational",0],
  ["how is child support calculated",500,15,"US","informational",0],
  ["child maintenance rules",500,15,"GB","informational",0],
  ["prenuptial agreement",1000,25,"US","informational",0],
  ["prenup vs postnup",500,15,"US","informational",0],
  ["prenuptial agreement cost",500,45,"US","transactional",2],
  ["legal separation vs divorce",1000,35,"US","informational",0],
  ["how is property divided in a divorce",500,15,"US","informational",0],
  ["spousal support vs alimony",500,25,"CA","informational",0],
  ["how does adoption work",500,25,"US","informational",0],
  ["adoption lawyer",500,25,"US","transactional",0],
  ["mediation vs arbitration in divorce",500,35,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'family-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about business law; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'business-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to start an llc",10000,45,"US","informational",0],
  ["llc vs s corp",5000,55,"US","commercial",3],
  ["llc vs sole proprietorship",1000,45,"US","commercial",0],
  ["llc filing cost",1000,55,"US","transactional",0],
  ["best llc formation service",500,25,"US","commercial",0],
  ["llc operating agreement template",500,35,"US","informational",0],
  ["how to trademark a name",5000,35,"US","informational",0],
  ["trademark registration cost",1000,45,"US","transactional",3],
  ["trademark vs copyright",500,15,"US","informational",0],
  ["trademark lawyer",500,35,"US","transactional",0],
  ["how to register a trademark",100,25,"GB","informational",0],
  ["what is a non disclosure agreement",1000,25,"US","informational",0],
  ["nda template for small business",500,35,"US","informational",0],
  ["are non compete agreements enforceable",500,25,"US","informational",0],
  ["what makes a contract void",500,35,"US","informational",0],
  ["business lawyer near me",1000,45,"US","transactional",0],
  ["contract lawyer",500,25,"US","transactional",0],
  ["limited company vs sole trader",500,35,"GB","informational",0],
  ["how to write a partnership agreement",500,15,"US","informational",0],
  ["breach of contract remedies",500,35,"US","informational",0],
  ["how to dissolve a company",100,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'business-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about immigration law; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'immigration-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["immigration lawyer near me",5000,65,"US","transactional",4],
  ["how much does an immigration lawyer cost",1000,45,"US","informational",0],
  ["immigration lawyer free consultation",500,15,"US","transactional",2],
  ["green card application",10000,45,"US","informational",0],
  ["green card processing time",5000,45,"US","informational",0],
  ["marriage green card requirements",1000,45,"US","informational",0],
  ["green card interview questions",500,25,"US","informational",0],
  ["how to become a us citizen",5000,55,"US","informational",0],
  ["citizenship test questions",5000,35,"US","informational",0],
  ["naturalization timeline",500,35,"US","informational",0],
  ["dual citizenship explained",1000,35,"US","informational",0],
  ["work visa requirements",5000,35,"US","informational",0],
  ["h1b visa process",1000,25,"US","informational",0],
  ["skilled worker visa",1000,25,"GB","informational",0],
  ["express entry requirements",1000,35,"CA","informational",0],
  ["student visa to work visa",500,35,"US","informational",0],
  ["partner visa",500,25,"AU","informational",0],
  ["student visa requirements",1000,45,"US","informational",0],
  ["f1 visa interview questions",500,25,"US","informational",0],
  ["asylum process",500,25,"US","informational",0],
  ["visa overstay consequences",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'immigration-law' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about estate planning; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'estate-planning' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to write a will",5000,55,"US","informational",0],
  ["make a will online",1000,35,"US","transactional",0],
  ["will vs trust",1000,35,"US","informational",0],
  ["what happens if you die without a will",500,25,"US","informational",0],
  ["will writing service",500,15,"GB","transactional",2],
  ["what is a living trust",5000,45,"US","informational",0],
  ["revocable vs irrevocable trust",1000,45,"US","informational",0],
  ["living trust cost",1000,45,"US","transactional",0],
  ["how to set up a trust for a child",500,25,"US","informational",0],
  ["power of attorney",5000,45,"US","informational",0],
  ["types of power of attorney",1000,35,"US","informational",0],
  ["durable power of attorney form",500,15,"US","informational",0],
  ["lasting power of attorney",500,35,"GB","informational",0],
  ["what is probate",1000,45,"US","informational",0],
  ["how long does probate take",500,35,"US","informational",0],
  ["how to avoid probate",500,35,"US","informational",0],
  ["probate lawyer near me",500,35,"US","transactional",0],
  ["estate planning attorney near me",1000,35,"US","transactional",3],
  ["estate planning checklist",500,35,"US","informational",0],
  ["inheritance tax threshold",1000,25,"GB","informational",0],
  ["executor of a will duties",500,25,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'estate-planning' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'legal-services')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about residential sales; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'residential-sales' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["homes for sale near me",10000,65,"US","transactional",5],
  ["how to buy a house",5000,35,"US","informational",0],
  ["first time home buyer programs",5000,35,"US","informational",0],
  ["buying a house checklist",1000,25,"US","informational",0],
  ["how long does it take to buy a house",500,35,"GB","informational",0],
  ["how to sell your house",5000,35,"US","informational",0],
  ["how to sell a house without a realtor",1000,25,"US","informational",0],
  ["home staging tips",1000,25,"US","informational",0],
  ["best time to sell a house",500,15,"US","informational",0],
  ["real estate agent near me",5000,45,"US","transactional",4],
  ["how much do realtors make per sale",1000,35,"US","informational",0],
  ["questions to ask a realtor",500,15,"US","informational",0],
  ["estate agent fees",100,25,"GB","transactional",0],
  ["closing costs",5000,45,"US","informational",0],
  ["who pays closing costs",1000,45,"US","informational",0],
  ["closing cost calculator",500,25,"US","informational",0],
  ["home inspection checklist",1000,35,"US","informational",0],
  ["home inspection cost",500,35,"US","transactional",0],
  ["what is escrow",1000,45,"US","informational",0],
  ["contingent vs pending",500,25,"US","informational",0],
  ["stamp duty for first home buyers",500,25,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'residential-sales' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about rentals and property management; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'rentals-property-management' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["apartments for rent",10000,55,"US","transactional",5],
  ["pet friendly apartments near me",1000,45,"US","transactional",0],
  ["questions to ask when renting an apartment",500,25,"US","informational",0],
  ["how much rent can i afford",500,35,"US","informational",0],
  ["property management companies",5000,45,"US","transactional",4],
  ["property management fees",1000,35,"US","informational",0],
  ["best property management software",500,35,"US","commercial",0],
  ["is property management worth it",500,35,"US","informational",0],
  ["lease agreement template",5000,35,"US","informational",0],
  ["month to month lease",500,15,"US","informational",0],
  ["how to break a lease",500,35,"US","informational",0],
  ["lease vs rental agreement",500,25,"US","informational",0],
  ["tenant rights",5000,35,"US","informational",0],
  ["eviction process",1000,25,"US","informational",0],
  ["security deposit laws",500,25,"US","informational",0],
  ["section 21 notice",500,25,"GB","informational",0],
  ["how to screen tenants",1000,35,"US","informational",0],
  ["tenant screening services",500,15,"US","commercial",0],
  ["rental property calculator",1000,25,"US","informational",0],
  ["landlord insurance vs home insurance",500,15,"AU","informational",0],
  ["how to become a landlord",500,15,"US","informational",0],
  ["rent increase rules",500,15,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'rentals-property-management' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about commercial property; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'commercial-property' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["commercial real estate",5000,35,"US","transactional",4],
  ["commercial property for sale",1000,45,"US","transactional",0],
  ["how to invest in commercial real estate",500,25,"US","informational",0],
  ["commercial real estate vs residential",500,15,"US","informational",0],
  ["commercial real estate broker near me",500,25,"US","transactional",0],
  ["office space for rent",5000,45,"US","transactional",4],
  ["coworking space vs office",1000,35,"US","commercial",0],
  ["how much office space per person",500,25,"US","informational",0],
  ["serviced offices",100,25,"GB","transactional",0],
  ["coworking space near me",500,25,"US","transactional",0],
  ["triple net lease",1000,25,"US","informational",0],
  ["triple net vs gross lease",500,15,"US","informational",0],
  ["commercial lease agreement template",500,15,"US","informational",0],
  ["how to negotiate a commercial lease",500,35,"US","informational",0],
  ["what is cap rate",1000,35,"US","informational",0],
  ["what is a good cap rate",500,35,"US","informational",0],
  ["cap rate calculator",500,15,"US","informational",0],
  ["warehouse for rent",1000,45,"US","transactional",0],
  ["retail space for lease",500,15,"US","transactional",0],
  ["warehouse zoning requirements",100,25,"US","informational",0],
  ["business rates explained",500,35,"GB","informational",0],
  ["commercial property loans",500,15,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'commercial-property' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about mortgages; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'mortgages' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["mortgage rates today",10000,55,"US","transactional",5],
  ["mortgage calculator",5000,35,"US","informational",0],
  ["how much house can i afford",1000,35,"US","informational",0],
  ["fixed vs adjustable rate mortgage",1000,35,"US","informational",0],
  ["15 vs 30 year mortgage",500,15,"US","informational",0],
  ["how to refinance a mortgage",5000,55,"US","informational",0],
  ["when should you refinance",1000,45,"US","informational",0],
  ["refinance closing costs",500,45,"US","transactional",0],
  ["best refinance lenders",500,25,"US","commercial",0],
  ["fha loan requirements",5000,35,"US","informational",0],
  ["fha vs conventional loan",1000,55,"US","commercial",0],
  ["va loan eligibility",1000,45,"US","informational",0],
  ["down payment assistance programs",500,35,"US","informational",0],
  ["mortgage broker near me",5000,45,"US","transactional",4],
  ["mortgage broker vs bank",1000,35,"US","commercial",0],
  ["how to get preapproved for a mortgage",500,25,"US","informational",0],
  ["what is pmi",1000,45,"US","informational",0],
  ["how to remove pmi",500,15,"US","informational",0],
  ["buy to let mortgage",1000,25,"GB","transactional",0],
  ["reverse mortgage pros and cons",500,25,"US","informational",0],
  ["mortgage stress test",500,25,"CA","informational",0],
  ["home loan comparison",500,35,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'mortgages' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about moving and relocation; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'moving-relocation' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["moving companies near me",5000,65,"US","transactional",4],
  ["long distance moving companies",1000,35,"US","transactional",0],
  ["how much do movers cost",1000,35,"US","informational",0],
  ["questions to ask a moving company",500,25,"US","informational",0],
  ["cheap movers",500,25,"CA","transactional",0],
  ["moving checklist",5000,35,"US","informational",0],
  ["moving out for the first time checklist",500,25,"US","informational",0],
  ["what to pack first when moving",500,25,"US","informational",0],
  ["how to pack dishes for moving",500,15,"US","informational",0],
  ["moving truck rental",5000,55,"US","transactional",4],
  ["moving truck vs moving container",500,35,"US","commercial",0],
  ["one way truck rental",500,25,"US","transactional",0],
  ["moving boxes",1000,45,"US","transactional",0],
  ["free moving boxes near me",500,35,"US","transactional",0],
  ["how many moving boxes do i need",100,25,"US","informational",0],
  ["storage units near me",1000,25,"US","transactional",0],
  ["how much does a storage unit cost",500,35,"US","informational",0],
  ["best places to live in texas",1000,55,"US","commercial",0],
  ["cost of living comparison by city",500,25,"US","informational",0],
  ["removals company",500,35,"GB","transactional",0],
  ["interstate removalists",100,35,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'moving-relocation' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'real-estate')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about home improvement; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'home-improvement' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["bathroom remodel ideas",10000,65,"US","informational",0],
  ["bathroom remodel cost",5000,55,"US","transactional",4],
  ["small bathroom remodel",1000,35,"US","informational",0],
  ["bathroom remodel checklist",500,15,"US","informational",0],
  ["bathroom fitters near me",500,35,"GB","transactional",0],
  ["kitchen remodel ideas",10000,65,"US","informational",0],
  ["kitchen remodel cost",5000,65,"US","transactional",4],
  ["kitchen remodel on a budget",500,25,"US","informational",0],
  ["how long does a kitchen remodel take",500,15,"US","informational",0],
  ["roof replacement cost",5000,35,"US","transactional",0],
  ["roofing contractors near me",1000,25,"US","transactional",0],
  ["metal roof vs shingles",500,35,"US","commercial",0],
  ["signs you need a new roof",500,35,"US","informational",0],
  ["how to install laminate flooring",5000,35,"US","informational",0],
  ["vinyl plank vs laminate",1000,35,"US","commercial",0],
  ["hardwood floor refinishing cost",500,15,"US","transactional",0],
  ["how to paint a room",1000,35,"US","informational",0],
  ["best paint for bathroom walls",500,45,"US","commercial",0],
  ["window replacement cost",1000,45,"US","transactional",0],
  ["double vs triple glazing",500,35,"GB","commercial",0],
  ["deck ideas on a budget",500,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'home-improvement' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about interior design; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'interior-design' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["living room ideas",10000,55,"US","informational",0],
  ["small living room ideas",5000,35,"US","informational",0],
  ["living room color schemes",1000,25,"US","informational",0],
  ["living room layout with tv",500,35,"US","informational",0],
  ["bedroom ideas",10000,55,"US","informational",0],
  ["small bedroom ideas",1000,25,"US","informational",0],
  ["bedroom color ideas",1000,35,"US","informational",0],
  ["bedroom ideas for couples",500,15,"US","informational",0],
  ["interior design styles",5000,45,"US","informational",0],
  ["scandinavian interior design",1000,35,"US","informational",0],
  ["mid century modern living room",1000,25,"US","informational",0],
  ["japandi style explained",500,35,"GB","informational",0],
  ["coastal interior design",500,35,"AU","informational",0],
  ["interior designer near me",5000,35,"US","transactional",4],
  ["interior designer cost",1000,25,"US","transactional",0],
  ["interior designer vs decorator",500,25,"US","informational",0],
  ["how to hang curtains",1000,45,"US","informational",0],
  ["best blackout curtains",500,35,"US","commercial",1],
  ["gallery wall ideas",1000,35,"US","informational",0],
  ["how to choose a rug size",500,35,"US","informational",0],
  ["home office ideas",500,25,"US","informational",0],
  ["hallway ideas",500,15,"GB","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'interior-design' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about gardening; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'gardening' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to grow tomatoes",10000,55,"US","informational",0],
  ["growing tomatoes in pots",1000,35,"US","informational",0],
  ["when to plant tomatoes",1000,45,"US","informational",0],
  ["why are my tomato leaves turning yellow",500,35,"US","informational",0],
  ["raised garden beds",5000,45,"US","informational",0],
  ["raised garden bed soil mix",1000,35,"US","informational",0],
  ["raised garden bed kit",1000,55,"US","transactional",3],
  ["what to plant in raised beds",500,35,"US","informational",0],
  ["how to start a vegetable garden",5000,35,"US","informational",0],
  ["vegetables to grow in winter",1000,35,"AU","informational",0],
  ["vegetable garden layout",500,35,"US","informational",0],
  ["companion planting chart",500,15,"US","informational",0],
  ["how to make compost",5000,45,"US","informational",0],
  ["composting for beginners",1000,25,"US","informational",0],
  ["best compost bin",500,35,"US","commercial",0],
  ["what not to compost",500,15,"US","informational",0],
  ["when to prune roses",5000,55,"US","informational",0],
  ["how to prune hydrangeas",500,25,"GB","informational",0],
  ["lawn care schedule",1000,25,"US","informational",0],
  ["how to get rid of moss in lawn",500,15,"GB","informational",0],
  ["best lawn fertilizer",500,45,"US","commercial",1],
  ["drought tolerant plants",100,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'gardening' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about kitchen appliances; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'kitchen-appliances' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best air fryer",10000,55,"US","commercial",4],
  ["air fryer vs convection oven",5000,65,"US","commercial",0],
  ["best air fryer for family",1000,45,"US","commercial",0],
  ["how to clean an air fryer",1000,45,"US","informational",0],
  ["air fryer sizes guide",500,15,"US","commercial",0],
  ["best dishwasher",5000,35,"US","commercial",0],
  ["how to clean a dishwasher",1000,25,"US","informational",0],
  ["dishwasher not draining",500,35,"US","informational",0],
  ["dishwasher installation cost",500,25,"US","transactional",0],
  ["best refrigerator",5000,55,"US","commercial",0],
  ["side by side vs french door refrigerator",1000,45,"US","commercial",0],
  ["refrigerator not cooling",500,15,"US","informational",0],
  ["how long do refrigerators last",500,15,"US","informational",0],
  ["gas vs induction cooktop",5000,65,"US","commercial",3],
  ["best induction cooktop",1000,35,"US","commercial",0],
  ["how does induction cooking work",500,35,"GB","informational",0],
  ["best stand mixer",1000,45,"US","commercial",0],
  ["hand mixer vs stand mixer",500,25,"US","commercial",0],
  ["best blender for smoothies",1000,25,"US","commercial",0],
  ["best toaster oven",500,35,"US","commercial",0],
  ["best instant pot",1000,55,"US","commercial",0],
  ["pressure cooker vs slow cooker",500,15,"AU","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'kitchen-appliances' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about cleaning; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'cleaning' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to clean a mattress",10000,65,"US","informational",0],
  ["how to clean a washing machine",5000,35,"US","informational",0],
  ["how to clean grout",1000,35,"US","informational",0],
  ["how to clean stainless steel",1000,45,"US","informational",0],
  ["how to clean windows without streaks",1000,35,"US","informational",0],
  ["how to clean an oven with baking soda",500,35,"US","informational",0],
  ["house cleaning checklist",5000,35,"US","informational",0],
  ["weekly cleaning schedule",500,25,"US","informational",0],
  ["deep cleaning checklist",500,25,"US","informational",0],
  ["move out cleaning checklist",500,15,"US","informational",0],
  ["house cleaning services near me",5000,35,"US","transactional",4],
  ["house cleaning cost",1000,35,"US","transactional",3],
  ["end of tenancy cleaning",500,25,"GB","transactional",0],
  ["bond cleaning",500,35,"AU","transactional",0],
  ["carpet cleaning near me",5000,35,"US","transactional",0],
  ["how to get stains out of carpet",1000,25,"US","informational",0],
  ["best carpet cleaner machine",500,35,"US","commercial",0],
  ["carpet cleaning cost",500,35,"US","transactional",0],
  ["how to remove mold from walls",1000,45,"US","informational",0],
  ["best all purpose cleaner",500,15,"US","commercial",0],
  ["best cordless vacuum",500,35,"US","commercial",0],
  ["how to remove limescale",500,15,"GB","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'cleaning' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'home-garden')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about hotels and lodging; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'hotels-lodging' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["hotels near me",10000,55,"US","transactional",5],
  ["cheap hotels",5000,55,"US","transactional",0],
  ["pet friendly hotels",1000,55,"US","transactional",0],
  ["hotels with indoor pool",1000,45,"US","transactional",0],
  ["how to get hotel upgrades",500,25,"US","informational",0],
  ["best hotel booking sites",500,25,"US","commercial",0],
  ["all inclusive resorts",5000,35,"US","transactional",4],
  ["best all inclusive resorts for families",1000,55,"US","commercial",0],
  ["all inclusive resorts for adults only",1000,45,"US","commercial",0],
  ["what does all inclusive mean",500,35,"US","informational",0],
  ["vacation rentals",5000,45,"US","transactional",0],
  ["vacation rental vs hotel",1000,35,"US","commercial",0],
  ["how to start a vacation rental business",500,25,"US","informational",0],
  ["beachfront vacation rentals",500,35,"US","transactional",0],
  ["bed and breakfast near me",1000,45,"US","transactional",0],
  ["romantic bed and breakfast",500,45,"GB","transactional",0],
  ["best boutique hotels in new york",1000,35,"US","commercial",0],
  ["hotels in london with family rooms",500,45,"GB","transactional",0],
  ["best hotel rewards program",500,25,"US","commercial",0],
  ["hostels in sydney",500,45,"AU","transactional",0],
  ["hostel vs hotel",100,15,"US","informational",0],
  ["cabins for rent in the mountains",500,25,"CA","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'hotels-lodging' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about flights and transport; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'flights-transport' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["cheap flights",10000,55,"US","transactional",5],
  ["best time to book flights",5000,55,"US","informational",0],
  ["how to find cheap flights",1000,35,"US","informational",0],
  ["best flight search engine",500,25,"US","commercial",0],
  ["last minute flights",1000,35,"US","transactional",3],
  ["carry on luggage size",5000,35,"US","informational",0],
  ["best carry on luggage",1000,45,"US","commercial",0],
  ["what can you bring in a carry on",500,25,"US","informational",0],
  ["how to pack a carry on for a week",500,35,"US","informational",0],
  ["car rental near me",5000,35,"US","transactional",0],
  ["one way car rental",1000,45,"US","transactional",0],
  ["car rental age requirements",500,25,"US","informational",0],
  ["is rental car insurance worth it",500,25,"US","informational",0],
  ["train tickets",1000,55,"GB","transactional",0],
  ["how do rail passes work",500,25,"US","informational",0],
  ["best train journeys in europe",500,15,"US","commercial",0],
  ["flight delay compensation",1000,35,"US","informational",0],
  ["how to claim flight compensation",500,35,"GB","informational",0],
  ["how to get over jet lag",1000,35,"US","informational",0],
  ["jet lag by direction",500,15,"US","informational",0],
  ["business class vs premium economy",500,25,"US","commercial",0],
  ["airport parking",500,15,"AU","transactional",0],
  ["campervan hire",100,25,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'flights-transport' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about destinations; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'destinations' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["things to do in new york",10000,45,"US","informational",0],
  ["things to do in new york with kids",1000,35,"US","informational",0],
  ["new york itinerary 4 days",1000,25,"US","informational",0],
  ["best time to visit new york",500,15,"US","informational",0],
  ["things to do in london",10000,55,"US","informational",0],
  ["london itinerary 3 days",1000,35,"US","informational",0],
  ["free things to do in london",500,35,"GB","informational",0],
  ["where to stay in london",500,35,"US","informational",0],
  ["best time to visit japan",5000,35,"US","informational",0],
  ["japan itinerary 2 weeks",1000,35,"US","informational",0],
  ["japan travel tips",500,15,"US","informational",0],
  ["japan rail pass cost",500,45,"US","transactional",2],
  ["best places to visit in italy",5000,45,"US","informational",0],
  ["italy itinerary 10 days",1000,45,"US","informational",0],
  ["rome vs florence",500,35,"US","informational",0],
  ["things to do in hawaii",5000,35,"US","informational",0],
  ["which hawaiian island to visit",1000,25,"US","informational",0],
  ["hawaii on a budget",500,35,"US","informational",0],
  ["best beaches in portugal",1000,35,"US","informational",0],
  ["best places to visit in canada",500,25,"CA","informational",0],
  ["great ocean road itinerary",1000,45,"AU","informational",0],
  ["best national parks in the us",500,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'destinations' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about adventure travel; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'adventure-travel' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["scuba diving for beginners",5000,45,"US","informational",0],
  ["scuba certification cost",1000,35,"US","transactional",0],
  ["best places to scuba dive",1000,45,"US","commercial",0],
  ["is scuba diving dangerous",500,15,"US","informational",0],
  ["inca trail",5000,35,"US","informational",0],
  ["how hard is the inca trail",1000,35,"US","informational",0],
  ["inca trail permits",500,35,"US","transactional",0],
  ["inca trail packing list",500,15,"US","informational",0],
  ["best safari in africa",5000,35,"US","commercial",3],
  ["african safari cost",1000,35,"US","transactional",0],
  ["best time for a safari in kenya",500,15,"US","informational",0],
  ["what to wear on safari",500,35,"US","informational",0],
  ["everest base camp trek",1000,35,"US","informational",0],
  ["everest base camp trek difficulty",500,35,"US","informational",0],
  ["everest base camp trek cost",500,35,"US","transactional",0],
  ["white water rafting near me",1000,35,"US","transactional",3],
  ["white water rafting grades",500,25,"US","informational",0],
  ["heli skiing cost",1000,35,"CA","transactional",0],
  ["how to train for kilimanjaro",500,25,"US","informational",0],
  ["ice climbing for beginners",500,15,"US","informational",0],
  ["skydiving near me",500,25,"US","transactional",0],
  ["bungee jumping price",100,25,"AU","transactional",0],
  ["adventure travel companies for solo travelers",500,25,"US","commercial",0],
  ["adventure holidays for over 50s",100,35,"GB","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'adventure-travel' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about travel planning; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'travel-planning' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["packing list",10000,65,"US","informational",0],
  ["packing list for europe",5000,55,"US","informational",0],
  ["packing list for a cruise",1000,35,"US","informational",0],
  ["beach vacation packing list",1000,45,"US","informational",0],
  ["best packing cubes",500,45,"US","commercial",0],
  ["how to renew a passport",5000,35,"US","informational",0],
  ["how long does it take to get a passport",1000,45,"US","informational",0],
  ["passport photo requirements",500,15,"US","informational",0],
  ["fast track passport",500,25,"GB","transactional",2],
  ["travel visa requirements",5000,35,"US","informational",0],
  ["do i need a visa for europe",500,35,"US","informational",0],
  ["how to apply for an eta",500,25,"AU","informational",0],
  ["how to plan a trip",1000,35,"US","informational",0],
  ["best trip planner app",500,25,"US","commercial",0],
  ["travel budget template",500,15,"US","informational",0],
  ["best travel insurance for families",1000,35,"US","commercial",2],
  ["what does travel insurance cover",500,25,"US","informational",0],
  ["best travel credit cards",1000,45,"US","commercial",0],
  ["how to use airline miles",500,35,"US","informational",0],
  ["solo travel tips",1000,35,"US","informational",0],
  ["best places for solo female travelers",500,15,"US","commercial",0],
  ["travel tips for flying with a baby",1000,35,"US","informational",0],
  ["travel adapter guide by country",500,15,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'travel-planning' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'travel-hospitality')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about recipes and cooking; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'recipes-cooking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["chicken breast recipes",50000,65,"US","informational",0],
  ["easy chicken recipes for dinner",5000,35,"US","informational",0],
  ["slow cooker chicken recipes",1000,45,"US","informational",0],
  ["chicken and rice recipe",1000,45,"US","informational",0],
  ["how long to bake chicken breast",500,15,"US","informational",0],
  ["banana bread recipe",10000,65,"US","informational",0],
  ["banana bread without eggs",1000,35,"US","informational",0],
  ["healthy banana bread",1000,25,"US","informational",0],
  ["why is my banana bread dense",500,25,"US","informational",0],
  ["pasta recipes",10000,65,"US","informational",0],
  ["pasta salad recipe",1000,25,"US","informational",0],
  ["vegetarian pasta recipes",1000,45,"US","informational",0],
  ["how to make fresh pasta",500,35,"US","informational",0],
  ["meal prep ideas",5000,35,"US","informational",0],
  ["meal prep for beginners",1000,35,"US","informational",0],
  ["best meal prep containers",500,25,"US","commercial",1],
  ["how to boil eggs",5000,55,"US","informational",0],
  ["how long to boil eggs for egg salad",500,25,"US","informational",0],
  ["sourdough bread recipe",5000,55,"US","informational",0],
  ["sourdough starter",1000,35,"US","informational",0],
  ["yorkshire pudding recipe",500,15,"GB","informational",0],
  ["anzac biscuits recipe",500,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'recipes-cooking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about restaurants; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'restaurants' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["restaurants near me",10000,55,"US","transactional",5],
  ["italian restaurants near me",5000,35,"US","transactional",0],
  ["vegan restaurants near me",1000,35,"US","transactional",0],
  ["restaurants open late",1000,25,"US","transactional",0],
  ["kid friendly restaurants near me",500,35,"US","transactional",0],
  ["romantic restaurants for anniversary",1000,35,"US","transactional",0],
  ["food delivery near me",5000,45,"US","transactional",0],
  ["cheapest food delivery app",1000,35,"US","commercial",0],
  ["meal delivery vs takeout",500,35,"US","commercial",0],
  ["brunch near me",5000,45,"US","transactional",4],
  ["best brunch in chicago",1000,25,"US","commercial",0],
  ["bottomless brunch",500,45,"GB","transactional",0],
  ["how much to tip at a restaurant",1000,35,"US","informational",0],
  ["tipping etiquette in europe",500,25,"US","informational",0],
  ["how to open a restaurant",1000,35,"US","informational",0],
  ["restaurant business plan",500,25,"US","informational",0],
  ["best pos system for restaurants",500,45,"US","commercial",0],
  ["food cost percentage formula",500,25,"US","informational",0],
  ["private dining rooms",1000,25,"US","transactional",0],
  ["restaurants for large groups",500,25,"US","transactional",0],
  ["what is a tasting menu",500,15,"US","informational",0],
  ["sunday roast near me",500,45,"GB","transactional",0],
  ["restaurants with a view",500,25,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'restaurants' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about coffee and tea; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'coffee-tea' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best coffee maker",10000,65,"US","commercial",4],
  ["best espresso machine",5000,65,"US","commercial",3],
  ["best espresso machine for beginners",1000,35,"US","commercial",0],
  ["how to clean a coffee maker",1000,35,"US","informational",0],
  ["drip coffee vs pour over",500,25,"US","commercial",0],
  ["how to make cold brew",5000,35,"US","informational",0],
  ["cold brew vs iced coffee",1000,45,"US","informational",0],
  ["cold brew ratio",500,35,"US","informational",0],
  ["how long does cold brew last",500,15,"US","informational",0],
  ["best coffee beans",5000,55,"US","commercial",0],
  ["light roast vs dark roast",1000,35,"US","informational",0],
  ["arabica vs robusta",500,35,"US","informational",0],
  ["coffee bean subscription",500,25,"GB","transactional",0],
  ["green tea benefits",5000,35,"US","informational",0],
  ["best green tea",1000,45,"US","commercial",0],
  ["matcha vs green tea",500,15,"US","informational",0],
  ["how to make matcha",1000,25,"US","informational",0],
  ["best coffee grinder",1000,45,"US","commercial",0],
  ["burr vs blade grinder",500,35,"US","informational",0],
  ["flat white vs latte",500,35,"AU","informational",0],
  ["chai tea recipe",1000,35,"US","informational",0],
  ["how long to steep tea",500,15,"GB","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'coffee-tea' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about wine and spirits; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'wine-spirits' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["types of red wine",5000,35,"US","informational",0],
  ["best red wine for beginners",1000,35,"US","commercial",2],
  ["dry vs sweet wine",1000,35,"US","informational",0],
  ["what wine goes with steak",500,35,"US","informational",0],
  ["best cheap red wine",500,15,"GB","commercial",0],
  ["how long does wine last after opening",1000,25,"US","informational",0],
  ["how to store wine",500,15,"US","informational",0],
  ["best wine fridge",500,15,"US","commercial",0],
  ["best wine glasses",1000,45,"US","commercial",2],
  ["white wine serving temperature",100,15,"US","informational",0],
  ["bourbon vs whiskey",5000,35,"US","informational",0],
  ["best bourbon under 50",1000,35,"US","commercial",0],
  ["how to drink whiskey",500,35,"US","informational",0],
  ["single malt vs blended",500,35,"US","informational",0],
  ["scotch whisky tasting",500,15,"GB","transactional",0],
  ["rye vs bourbon",500,15,"US","informational",0],
  ["easy cocktail recipes",5000,35,"US","informational",0],
  ["gin cocktails",1000,45,"US","informational",0],
  ["old fashioned recipe",1000,35,"US","informational",0],
  ["espresso martini recipe",500,15,"AU","informational",0],
  ["best gin for gin and tonic",500,25,"GB","commercial",0],
  ["tequila vs mezcal",1000,45,"US","informational",0],
  ["best non alcoholic wine",500,15,"US","commercial",0],
  ["wine tours near me",500,45,"US","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'wine-spirits' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about special diets; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'special-diets' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["keto diet for beginners",10000,45,"US","informational",0],
  ["keto food list",5000,35,"US","informational",0],
  ["keto meal plan",1000,35,"US","informational",0],
  ["keto vs low carb",500,25,"US","informational",0],
  ["keto snacks",1000,25,"US","informational",0],
  ["mediterranean diet",10000,65,"US","informational",0],
  ["mediterranean diet meal plan",5000,55,"US","informational",0],
  ["mediterranean diet food list",1000,35,"US","informational",0],
  ["mediterranean diet breakfast ideas",500,25,"US","informational",0],
  ["gluten free recipes",5000,45,"US","informational",0],
  ["gluten free bread recipe",1000,25,"US","informational",0],
  ["best gluten free flour",1000,45,"US","commercial",2],
  ["gluten free bakery near me",500,25,"US","transactional",2],
  ["gluten free foods list",500,15,"CA","informational",0],
  ["vegan recipes",5000,35,"US","informational",0],
  ["vegan protein sources",1000,35,"US","informational",0],
  ["vegan meal prep",500,25,"US","informational",0],
  ["vegan vs vegetarian",500,35,"US","informational",0],
  ["intermittent fasting schedule",5000,35,"US","informational",0],
  ["low fodmap foods",1000,45,"US","informational",0],
  ["low fodmap snacks",500,15,"AU","informational",0],
  ["dairy free desserts",500,15,"GB","informational",0],
  ["anti inflammatory diet",500,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'special-diets' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'food-drink')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about online courses; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'online-courses' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["free online courses",10000,55,"US","commercial",4],
  ["free online courses with certificates",5000,45,"US","commercial",0],
  ["best online courses",1000,25,"US","commercial",0],
  ["are online courses worth it",500,15,"US","informational",0],
  ["online course platforms comparison",500,15,"US","commercial",0],
  ["online coding courses",5000,55,"US","transactional",4],
  ["best coding bootcamp",1000,35,"US","commercial",0],
  ["coding bootcamp cost",500,35,"US","transactional",0],
  ["coding bootcamp vs degree",500,15,"US","informational",0],
  ["coding bootcamp for beginners",100,25,"GB","commercial",0],
  ["project management course",5000,55,"US","transactional",0],
  ["project management certification",1000,55,"US","commercial",0],
  ["prince2 vs pmp",500,15,"GB","informational",0],
  ["graphic design course online",1000,45,"US","transactional",0],
  ["learn graphic design free",500,35,"US","informational",0],
  ["digital marketing course",5000,45,"US","transactional",0],
  ["free digital marketing course",500,15,"US","commercial",0],
  ["how to create an online course",1000,25,"US","informational",0],
  ["best online course platform for creators",500,45,"US","commercial",0],
  ["excel course online",1000,35,"US","transactional",0],
  ["excel for beginners",500,25,"US","informational",0],
  ["first aid course online",500,15,"AU","transactional",0],
  ["bookkeeping course",500,35,"CA","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'online-courses' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about higher education; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'higher-education' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best colleges",10000,55,"US","commercial",4],
  ["how to apply for college",5000,55,"US","informational",0],
  ["college application checklist",1000,35,"US","informational",0],
  ["college essay examples",1000,25,"US","informational",0],
  ["how many colleges should i apply to",500,25,"US","informational",0],
  ["fafsa deadline",10000,55,"US","informational",0],
  ["how to fill out the fafsa",5000,35,"US","informational",0],
  ["student loan forgiveness",1000,45,"US","informational",0],
  ["subsidized vs unsubsidized loans",500,15,"US","informational",0],
  ["student finance application",1000,25,"GB","transactional",3],
  ["scholarships for college",5000,55,"US","transactional",0],
  ["scholarships for women",1000,35,"US","transactional",0],
  ["how to get a scholarship",1000,35,"US","informational",0],
  ["scholarship essay examples",500,25,"US","informational",0],
  ["study abroad scholarships",500,25,"AU","transactional",0],
  ["online mba programs",5000,55,"US","commercial",0],
  ["is an mba worth it",500,15,"US","informational",0],
  ["mba vs masters",500,15,"US","informational",0],
  ["community college vs university",1000,35,"US","commercial",0],
  ["associate degree vs bachelor degree",500,15,"US","informational",0],
  ["personal statement for university",500,15,"GB","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'higher-education' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about languages; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'languages' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["learn spanish",10000,45,"US","informational",0],
  ["best app to learn spanish",5000,45,"US","commercial",3],
  ["spanish for beginners",1000,25,"US","informational",0],
  ["common spanish phrases",1000,25,"US","informational",0],
  ["spanish lessons near me",500,35,"US","transactional",0],
  ["how long does it take to learn spanish",500,25,"US","informational",0],
  ["learn french",5000,35,"US","informational",0],
  ["french classes online",1000,55,"US","transactional",3],
  ["french verbs conjugation",500,15,"US","informational",0],
  ["best way to learn french",500,35,"CA","commercial",0],
  ["french phrases for travel",500,35,"GB","informational",0],
  ["learn japanese",5000,55,"US","informational",0],
  ["hiragana chart",1000,35,"US","informational",0],
  ["japanese for beginners",500,25,"US","informational",0],
  ["is japanese hard to learn",500,15,"US","informational",0],
  ["english grammar rules",5000,55,"US","informational",0],
  ["english classes for adults",1000,45,"US","transactional",0],
  ["ielts preparation",1000,35,"AU","informational",0],
  ["ielts vs toefl",500,15,"US","informational",0],
  ["learn sign language",5000,35,"US","informational",0],
  ["sign language alphabet",500,35,"US","informational",0],
  ["best language learning apps",500,35,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'languages' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about test preparation; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'test-preparation' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["sat practice test",10000,45,"US","informational",0],
  ["sat score chart",5000,45,"US","informational",0],
  ["best sat prep course",1000,35,"US","commercial",2],
  ["sat vs act",500,15,"US","informational",0],
  ["how to study for the sat",1000,35,"US","informational",0],
  ["sat tutor near me",500,45,"US","transactional",2],
  ["gre practice test",5000,45,"US","informational",0],
  ["gre score range",1000,45,"US","informational",0],
  ["best gre prep books",500,25,"US","commercial",0],
  ["gre vs gmat",500,15,"US","informational",0],
  ["how long to study for the gre",500,35,"US","informational",0],
  ["act practice test",5000,35,"US","informational",0],
  ["good act score",500,25,"US","informational",0],
  ["lsat practice test",1000,35,"US","informational",0],
  ["how hard is the lsat",500,35,"US","informational",0],
  ["lsat prep course",500,45,"US","transactional",0],
  ["mcat study schedule",1000,45,"US","informational",0],
  ["gcse maths revision",1000,35,"GB","informational",0],
  ["a level chemistry past papers",500,25,"GB","informational",0],
  ["how to memorize faster",500,15,"US","informational",0],
  ["how to make a study schedule",1000,35,"US","informational",0],
  ["test anxiety tips",500,25,"US","informational",0],
  ["ucat practice questions",100,25,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'test-preparation' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about early childhood education; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'early-childhood' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["preschool near me",5000,35,"US","transactional",4],
  ["preschool cost",1000,55,"US","transactional",3],
  ["questions to ask a preschool",500,15,"US","informational",0],
  ["preschool vs daycare",500,35,"US","informational",0],
  ["montessori preschool",1000,45,"US","informational",0],
  ["montessori vs waldorf",500,25,"US","informational",0],
  ["preschool activities",5000,45,"US","informational",0],
  ["fine motor skills activities",1000,25,"US","informational",0],
  ["preschool science activities",500,15,"US","informational",0],
  ["circle time songs",500,35,"US","informational",0],
  ["sensory play ideas",500,25,"AU","informational",0],
  ["kindergarten readiness checklist",5000,45,"US","informational",0],
  ["sight words for kindergarten",1000,35,"US","informational",0],
  ["kindergarten worksheets",500,25,"US","transactional",0],
  ["when do kids start kindergarten",500,25,"US","informational",0],
  ["how to teach a child to read",1000,35,"US","informational",0],
  ["best phonics program",500,25,"US","commercial",0],
  ["phonics sounds list",500,25,"GB","informational",0],
  ["early childhood education degree",1000,25,"US","informational",0],
  ["how to become a preschool teacher",500,35,"US","informational",0],
  ["eyfs framework explained",500,15,"GB","informational",0],
  ["social emotional learning activities",500,35,"US","informational",0],
  ["early childhood educator jobs",500,35,"CA","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'early-childhood' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'education')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about skin care; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'skin-care' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["skin care routine",10000,65,"US","informational",0],
  ["skin care routine for dry skin",5000,35,"US","informational",0],
  ["skin care routine for oily skin",1000,35,"US","informational",0],
  ["skin care routine order",1000,35,"US","informational",0],
  ["skin care routine for teens",500,25,"US","informational",0],
  ["korean skin care routine",500,35,"US","commercial",0],
  ["retinol benefits",10000,45,"US","informational",0],
  ["best retinol cream",1000,35,"US","commercial",2],
  ["retinol vs retinoid",1000,35,"US","informational",0],
  ["how often to use retinol",500,15,"US","informational",0],
  ["retinol for beginners",500,25,"GB","commercial",0],
  ["best sunscreen for face",10000,55,"US","commercial",4],
  ["mineral vs chemical sunscreen",1000,35,"US","commercial",0],
  ["how often to reapply sunscreen",500,35,"AU","informational",0],
  ["best sunscreen for kids",500,25,"US","commercial",0],
  ["hyaluronic acid benefits",5000,35,"US","informational",0],
  ["niacinamide vs vitamin c",500,15,"US","informational",0],
  ["best vitamin c serum",1000,45,"US","commercial",0],
  ["how to get rid of acne",5000,35,"US","informational",0],
  ["hormonal acne",1000,35,"US","informational",0],
  ["acne scar treatment cost",500,25,"US","transactional",0],
  ["how to get rid of blackheads",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'skin-care' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about hair care; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'hair-care' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to grow hair faster",5000,55,"US","informational",0],
  ["rosemary oil for hair growth",1000,35,"US","informational",0],
  ["best hair growth serum",500,35,"US","commercial",0],
  ["hair growth vitamins",500,25,"US","informational",0],
  ["best shampoo for oily hair",5000,55,"US","commercial",0],
  ["best shampoo for dandruff",1000,25,"US","commercial",2],
  ["how often should you wash your hair",500,35,"US","informational",0],
  ["sulfate free shampoo for curly hair",500,15,"US","commercial",0],
  ["purple shampoo for blonde hair",500,25,"US","commercial",0],
  ["curly hair routine",5000,35,"US","informational",0],
  ["best curly hair products",1000,45,"US","commercial",0],
  ["curly girl method",1000,45,"US","informational",0],
  ["how to sleep with curly hair",500,15,"US","informational",0],
  ["haircut near me",5000,55,"US","transactional",4],
  ["curtain bangs",500,35,"US","informational",0],
  ["hair loss in women",5000,35,"US","informational",0],
  ["hair loss treatment for women",500,35,"US","informational",0],
  ["keratin treatment cost",1000,55,"US","transactional",0],
  ["keratin vs brazilian blowout",500,25,"US","informational",0],
  ["best hair dryer",1000,45,"US","commercial",0],
  ["hair straightener vs curling wand",500,15,"GB","commercial",0],
  ["balayage cost",500,35,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'hair-care' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about makeup; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'makeup' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to apply makeup for beginners",5000,45,"US","informational",0],
  ["makeup order of application",1000,45,"US","informational",0],
  ["everyday makeup look",500,25,"US","informational",0],
  ["makeup for older women",1000,45,"US","informational",0],
  ["makeup kit for beginners",500,25,"US","commercial",0],
  ["best foundation for dry skin",5000,45,"US","commercial",3],
  ["best foundation for mature skin",1000,35,"US","commercial",0],
  ["how to choose foundation shade",1000,35,"US","informational",0],
  ["foundation vs concealer",500,15,"US","commercial",0],
  ["best drugstore foundation",500,45,"US","commercial",0],
  ["best foundation for combination skin",100,35,"GB","commercial",0],
  ["best mascara",5000,45,"US","commercial",3],
  ["best waterproof mascara",1000,35,"US","commercial",0],
  ["how to remove waterproof mascara",500,35,"US","informational",0],
  ["how to apply eyeshadow",1000,35,"US","informational",0],
  ["eyeshadow for brown eyes",500,35,"US","informational",0],
  ["how to do winged eyeliner",1000,35,"US","informational",0],
  ["liquid vs gel eyeliner",500,15,"US","commercial",0],
  ["best lipstick for fair skin",1000,55,"US","commercial",0],
  ["how to make lipstick last longer",500,15,"US","informational",0],
  ["lip stain vs lipstick",500,25,"US","commercial",0],
  ["bridal makeup artist near me",1000,25,"US","transactional",0],
  ["wedding makeup cost",500,15,"AU","transactional",0],
  ["how to clean makeup brushes",500,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'makeup' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about fragrance; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'fragrance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best perfume for women",5000,35,"US","commercial",3],
  ["best perfumes that last all day",1000,45,"US","commercial",0],
  ["vanilla perfumes",500,25,"US","commercial",0],
  ["perfume gift sets",1000,45,"US","transactional",0],
  ["perfume samples",500,25,"US","transactional",0],
  ["best perfume under 50",100,15,"GB","commercial",0],
  ["best cologne for men",5000,45,"US","commercial",0],
  ["best summer cologne",1000,55,"US","commercial",2],
  ["best cologne for teenage guys",500,45,"US","commercial",0],
  ["best cologne under 50",500,25,"US","commercial",0],
  ["eau de parfum vs eau de toilette",5000,35,"US","informational",0],
  ["perfume vs cologne",500,25,"US","informational",0],
  ["how to make perfume last longer",1000,45,"US","informational",0],
  ["where to spray perfume",500,35,"US","informational",0],
  ["how to choose a signature scent",500,15,"US","informational",0],
  ["fragrance families explained",500,25,"US","informational",0],
  ["niche perfume brands",1000,35,"US","commercial",0],
  ["what is oud",500,25,"US","informational",0],
  ["how to make perfume at home",500,25,"US","informational",0],
  ["best scented candles",1000,35,"US","commercial",0],
  ["soy vs beeswax candles",500,25,"CA","commercial",0],
  ["best essential oil diffuser",500,45,"US","commercial",0],
  ["best room spray",500,45,"AU","commercial",0],
  ["does perfume expire",100,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'fragrance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about grooming; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'grooming' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to trim a beard",5000,55,"US","informational",0],
  ["best beard trimmer",1000,45,"US","commercial",0],
  ["beard styles for round face",500,35,"US","informational",0],
  ["how to grow a beard",500,25,"US","informational",0],
  ["best beard oil",1000,25,"US","commercial",0],
  ["beard oil vs balm",500,15,"US","informational",0],
  ["best electric razor",5000,55,"US","commercial",3],
  ["electric razor vs blade",1000,45,"US","commercial",2],
  ["how to prevent razor burn",500,15,"US","informational",0],
  ["how to shave with a safety razor",1000,35,"US","informational",0],
  ["best safety razor for beginners",500,25,"US","commercial",0],
  ["best shaving cream for sensitive skin",500,45,"GB","commercial",0],
  ["men''s haircuts",5000,45,"US","informational",0],
  ["low fade vs mid fade",1000,25,"US","informational",0],
  ["barber near me",1000,35,"US","transactional",0],
  ["how to talk to your barber",500,15,"US","informational",0],
  ["best hair wax for men",500,25,"AU","commercial",0],
  ["hairstyles for thinning hair",500,25,"US","informational",0],
  ["men''s skin care routine",1000,35,"US","informational",0],
  ["best face wash for men",500,25,"US","commercial",0],
  ["best deodorant for men",1000,55,"US","commercial",0],
  ["antiperspirant vs deodorant",500,45,"US","commercial",0],
  ["how to trim nose hair",500,25,"US","informational",0],
  ["manscaping guide",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'grooming' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'beauty-personal-care')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about women''s clothing; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'womens-clothing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["summer dresses",10000,75,"US","transactional",5],
  ["wedding guest dresses",5000,35,"US","transactional",4],
  ["maxi dresses",1000,45,"US","transactional",0],
  ["plus size dresses",1000,35,"US","transactional",0],
  ["what to wear to a wedding as a guest",500,25,"US","informational",0],
  ["midi dresses with sleeves",500,35,"GB","transactional",0],
  ["capsule wardrobe",5000,35,"US","informational",0],
  ["capsule wardrobe for women over 50",1000,35,"US","informational",0],
  ["how to build a capsule wardrobe",500,35,"US","informational",0],
  ["capsule wardrobe checklist",500,15,"US","informational",0],
  ["best jeans for women",5000,55,"US","commercial",0],
  ["types of jeans",1000,45,"US","informational",0],
  ["high waisted vs mid rise jeans",500,35,"US","commercial",0],
  ["best jeans for curvy women",500,45,"US","commercial",0],
  ["how should jeans fit",500,25,"US","informational",0],
  ["business casual for women",5000,55,"US","informational",0],
  ["interview outfits for women",1000,45,"US","informational",0],
  ["work trousers for women",500,15,"GB","transactional",0],
  ["winter coats for women",1000,55,"US","transactional",0],
  ["wool vs down coat",500,25,"CA","commercial",0],
  ["how to layer clothes",500,25,"US","informational",0],
  ["swimsuits for women",1000,55,"US","transactional",0],
  ["swimsuits for pear shape",500,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'womens-clothing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about men''s clothing; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'mens-clothing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["business casual for men",5000,55,"US","informational",0],
  ["smart casual for men",1000,35,"GB","informational",0],
  ["business casual shoes for men",500,35,"US","informational",0],
  ["what is cocktail attire for men",500,15,"US","informational",0],
  ["men''s suits",5000,35,"US","transactional",4],
  ["how should a suit fit",1000,25,"US","informational",0],
  ["slim fit vs regular fit",1000,35,"US","commercial",0],
  ["custom suits near me",500,35,"US","transactional",0],
  ["what color suit for a wedding",500,25,"US","informational",0],
  ["suit hire",500,25,"AU","transactional",2],
  ["three piece suit vs two piece",500,15,"US","informational",0],
  ["best jeans for men",5000,45,"US","commercial",0],
  ["men''s jeans fit guide",1000,35,"US","informational",0],
  ["best jeans for big thighs",500,45,"US","commercial",0],
  ["best t shirts for men",5000,35,"US","commercial",0],
  ["best plain white t shirts",500,25,"US","commercial",0],
  ["how to shrink a shirt",500,25,"US","informational",0],
  ["men''s winter jackets",1000,45,"US","transactional",0],
  ["best parka for cold weather",500,35,"CA","commercial",0],
  ["how to tie a tie",1000,25,"US","informational",0],
  ["half windsor vs full windsor",500,15,"US","informational",0],
  ["men''s capsule wardrobe",1000,35,"US","informational",0],
  ["men''s fashion tips",500,25,"US","informational",0],
  ["big and tall clothing",500,35,"US","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'mens-clothing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about shoes; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'shoes' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best walking shoes",10000,65,"US","commercial",4],
  ["best walking shoes for women",5000,45,"US","commercial",0],
  ["best shoes for standing all day",1000,35,"US","commercial",0],
  ["walking shoes vs running shoes",500,15,"US","commercial",0],
  ["best walking shoes for flat feet",500,45,"AU","commercial",0],
  ["white sneakers",5000,45,"US","transactional",0],
  ["how to clean white shoes",1000,25,"US","informational",0],
  ["best white sneakers for women",500,25,"US","commercial",0],
  ["how to remove creases from shoes",500,35,"US","informational",0],
  ["vegan leather sneakers",500,35,"US","commercial",0],
  ["best shoes for plantar fasciitis",5000,35,"US","commercial",3],
  ["best sandals for plantar fasciitis",1000,45,"US","commercial",0],
  ["best insoles for plantar fasciitis",500,45,"US","commercial",0],
  ["shoe size conversion chart",1000,35,"US","informational",0],
  ["us to uk shoe size",500,25,"GB","informational",0],
  ["how to measure your foot",500,15,"US","informational",0],
  ["ankle boots for women",5000,65,"US","transactional",0],
  ["best winter boots",1000,35,"US","commercial",0],
  ["how to waterproof boots",500,25,"CA","informational",0],
  ["how to stretch shoes",1000,25,"US","informational",0],
  ["how to break in boots",500,15,"US","informational",0],
  ["wedding shoes",1000,35,"US","transactional",0],
  ["comfortable heels",500,35,"US","transactional",0],
  ["oxford vs derby shoes",500,25,"GB","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'shoes' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about jewellery and watches; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'jewellery-watches' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["engagement rings",10000,45,"US","transactional",5],
  ["how much to spend on an engagement ring",5000,55,"US","informational",0],
  ["lab grown vs natural diamonds",1000,45,"US","commercial",0],
  ["engagement ring styles",1000,35,"US","informational",0],
  ["how to measure ring size",500,15,"US","informational",0],
  ["vintage engagement rings",500,35,"GB","transactional",0],
  ["salt and pepper diamond rings",500,45,"US","transactional",0],
  ["gold necklace",5000,55,"US","transactional",4],
  ["gold vs gold plated",1000,35,"US","informational",0],
  ["14k vs 18k gold",500,35,"US","informational",0],
  ["how to clean gold jewelry",500,25,"US","informational",0],
  ["does gold vermeil tarnish",500,35,"US","informational",0],
  ["best watches for men",5000,45,"US","commercial",0],
  ["best watches under 500",1000,45,"US","commercial",0],
  ["automatic vs quartz watch",1000,45,"US","informational",0],
  ["best dive watches",500,45,"US","commercial",0],
  ["how to wind an automatic watch",500,35,"US","informational",0],
  ["watch battery replacement near me",500,45,"US","transactional",0],
  ["pearl earrings",1000,35,"US","transactional",0],
  ["freshwater vs saltwater pearls",500,15,"US","informational",0],
  ["birthstone jewelry",1000,45,"US","transactional",0],
  ["birthstones by month",500,35,"US","informational",0],
  ["ear piercing near me",500,25,"AU","transactional",0],
  ["how to clean silver jewellery",500,35,"GB","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'jewellery-watches' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about sportswear; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'sportswear' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best leggings",5000,65,"US","commercial",3],
  ["best leggings for working out",1000,55,"US","commercial",0],
  ["squat proof leggings",500,35,"US","commercial",0],
  ["how to wash leggings",500,35,"US","informational",0],
  ["leggings with pockets",500,25,"AU","commercial",0],
  ["best sports bra",5000,55,"US","commercial",0],
  ["best sports bra for large chest",1000,35,"US","commercial",2],
  ["high impact sports bra",500,15,"US","commercial",0],
  ["how should a sports bra fit",500,25,"US","informational",0],
  ["best running shorts",1000,45,"US","commercial",0],
  ["running shorts with liner",500,35,"US","commercial",0],
  ["tennis skirts",1000,25,"US","transactional",0],
  ["what to wear to play tennis",500,25,"US","informational",0],
  ["what to wear hiking",500,15,"US","informational",0],
  ["best hiking pants",1000,35,"US","commercial",0],
  ["merino vs polyester base layer",500,25,"US","commercial",0],
  ["best base layers for skiing",1000,55,"CA","commercial",0],
  ["best gym clothes for men",500,25,"US","commercial",0],
  ["sustainable activewear brands",500,45,"GB","commercial",0],
  ["what to wear running by temperature",1000,45,"US","informational",0],
  ["best running jacket",500,45,"US","commercial",0],
  ["best compression socks for running",500,35,"US","commercial",0],
  ["golf shirts for men",500,25,"US","transactional",0],
  ["how to remove smell from gym clothes",500,15,"US","informational",0],
  ["custom team jerseys",100,25,"US","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'sportswear' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'fashion-apparel')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about cars and trucks; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'cars-trucks' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best suv",10000,65,"US","commercial",4],
  ["best suv for families",5000,55,"US","commercial",0],
  ["best 3 row suv",1000,45,"US","commercial",0],
  ["most reliable suv",1000,35,"US","commercial",0],
  ["suv vs minivan",500,15,"US","commercial",0],
  ["best small suv",500,35,"GB","commercial",0],
  ["used cars for sale",10000,45,"US","transactional",5],
  ["how to buy a used car",5000,55,"US","informational",0],
  ["used car inspection checklist",1000,25,"US","informational",0],
  ["best used cars under 10000",500,45,"US","commercial",0],
  ["used car loan rates",500,45,"US","transactional",0],
  ["leasing vs buying a car",5000,55,"US","informational",0],
  ["how does leasing a car work",1000,25,"US","informational",0],
  ["best car lease deals",500,35,"US","transactional",0],
  ["pcp vs hp car finance",500,15,"GB","informational",0],
  ["best pickup trucks",5000,45,"US","commercial",0],
  ["most fuel efficient trucks",1000,25,"US","commercial",0],
  ["gas vs diesel truck",500,15,"US","commercial",0],
  ["best truck for towing",500,45,"CA","commercial",0],
  ["how to sell a car privately",1000,25,"US","informational",0],
  ["how to negotiate car price",500,35,"US","informational",0],
  ["novated lease",500,35,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'cars-trucks' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about electric vehicles; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'electric-vehicles' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best electric cars",10000,65,"US","commercial",4],
  ["cheapest electric cars",5000,45,"US","commercial",3],
  ["best electric suv",1000,55,"US","commercial",0],
  ["longest range electric cars",1000,45,"US","commercial",0],
  ["used electric cars worth buying",500,45,"GB","commercial",0],
  ["electric cars with 7 seats",500,15,"US","commercial",0],
  ["how long does it take to charge an electric car",5000,35,"US","informational",0],
  ["home ev charger installation cost",1000,45,"US","transactional",0],
  ["best home ev charger",1000,45,"US","commercial",0],
  ["level 1 vs level 2 charging",500,25,"US","informational",0],
  ["ev charging stations near me",1000,45,"US","transactional",0],
  ["cost to charge an electric car at home",500,15,"US","informational",0],
  ["electric car tax credit",5000,35,"US","informational",0],
  ["ev rebates by state",500,25,"US","informational",0],
  ["electric car road tax",500,35,"GB","informational",0],
  ["plug in hybrid vs electric",1000,35,"US","informational",0],
  ["best plug in hybrid",500,15,"US","commercial",0],
  ["hybrid vs electric cars",500,25,"US","informational",0],
  ["how long do electric car batteries last",1000,45,"US","informational",0],
  ["ev battery replacement cost",500,35,"US","transactional",0],
  ["do electric cars work in cold weather",500,35,"CA","informational",0],
  ["novated lease for electric cars",500,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'electric-vehicles' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about parts and accessories; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'parts-accessories' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["tires near me",5000,45,"US","transactional",0],
  ["best all season tires",1000,45,"US","commercial",2],
  ["how to read tire size",1000,35,"US","informational",0],
  ["all season vs winter tires",500,25,"CA","commercial",0],
  ["when to replace tires",500,35,"US","informational",0],
  ["cheap tyres",500,25,"GB","transactional",0],
  ["best dash cam",5000,45,"US","commercial",0],
  ["best front and rear dash cam",1000,55,"US","commercial",0],
  ["how to install a dash cam",500,25,"US","informational",0],
  ["are dash cams worth it",500,15,"US","informational",0],
  ["best car seat covers",1000,25,"US","commercial",2],
  ["best floor mats for trucks",500,25,"US","commercial",0],
  ["best car battery",5000,65,"US","commercial",0],
  ["how long does a car battery last",1000,35,"US","informational",0],
  ["car battery replacement cost",1000,35,"US","transactional",0],
  ["agm vs lead acid battery",500,35,"US","informational",0],
  ["best portable jump starter",500,35,"US","commercial",0],
  ["best roof rack",1000,25,"US","commercial",0],
  ["roof racks",500,25,"AU","transactional",0],
  ["roof box vs hitch cargo carrier",500,35,"US","informational",0],
  ["catalytic converter replacement cost",1000,35,"US","transactional",0],
  ["oem vs aftermarket parts",500,35,"US","informational",0],
  ["best wiper blades",500,25,"US","commercial",0],
  ["how to change wiper blades",100,15,"US","informational",0],
  ["best car phone holder",500,25,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'parts-accessories' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about repair and maintenance; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'repair-maintenance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["oil change near me",10000,75,"US","transactional",5],
  ["oil change cost",5000,45,"US","transactional",4],
  ["how often to change oil",1000,35,"US","informational",0],
  ["synthetic vs conventional oil",1000,45,"US","informational",0],
  ["how to change oil yourself",500,35,"US","informational",0],
  ["check engine light on",5000,45,"US","informational",0],
  ["why is my check engine light flashing",1000,25,"US","informational",0],
  ["best obd2 scanner",500,25,"US","commercial",0],
  ["how to reset check engine light",500,15,"US","informational",0],
  ["brake pad replacement cost",5000,35,"US","transactional",0],
  ["when to replace brake pads",1000,35,"US","informational",0],
  ["why are my brakes squeaking",500,25,"US","informational",0],
  ["how to bleed brakes",500,15,"US","informational",0],
  ["brake repair near me",500,35,"US","transactional",0],
  ["car won''t start but has power",5000,35,"US","informational",0],
  ["how to jump start a car",1000,45,"US","informational",0],
  ["car maintenance schedule",1000,45,"US","informational",0],
  ["mot test cost",500,35,"GB","transactional",0],
  ["car service checklist",500,15,"AU","informational",0],
  ["transmission repair cost",1000,45,"US","transactional",0],
  ["signs of a bad alternator",500,25,"US","informational",0],
  ["how to winterize a car",500,15,"CA","informational",0],
  ["how to remove scratches from a car",500,15,"US","informational",0],
  ["mobile mechanic near me",100,35,"US","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'repair-maintenance' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about motorcycles; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'motorcycles' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best beginner motorcycles",5000,35,"US","commercial",3],
  ["best motorcycles for short riders",1000,35,"US","commercial",0],
  ["beginner motorcycles under 5000",500,35,"US","commercial",0],
  ["how to ride a motorcycle",1000,45,"US","informational",0],
  ["motorcycle vs scooter",500,35,"US","informational",0],
  ["motorcycle license requirements",5000,45,"US","informational",0],
  ["motorcycle safety course",1000,45,"US","transactional",0],
  ["motorcycle permit test",500,35,"US","informational",0],
  ["cbt test",500,25,"GB","informational",0],
  ["motorcycle learner approved bikes",500,35,"AU","informational",0],
  ["best motorcycle helmet",5000,55,"US","commercial",3],
  ["motorcycle helmet sizing",1000,45,"US","informational",0],
  ["full face vs modular helmet",500,25,"US","commercial",0],
  ["when to replace a motorcycle helmet",500,25,"US","informational",0],
  ["best motorcycle gloves",1000,55,"US","commercial",0],
  ["best motorcycle jackets for summer",500,15,"US","commercial",0],
  ["textile vs leather motorcycle jacket",500,35,"US","commercial",0],
  ["motorcycle insurance cost",1000,25,"US","transactional",0],
  ["motorcycle storage near me",500,25,"US","transactional",0],
  ["how to winterize a motorcycle",500,15,"CA","informational",0],
  ["motorcycle oil change",1000,35,"US","informational",0],
  ["how to clean a motorcycle chain",500,35,"US","informational",0],
  ["best touring motorcycles",500,15,"US","commercial",0],
  ["used motorcycles for sale",100,25,"US","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'motorcycles' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'automotive')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about team sports; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'team-sports' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["basketball drills",10000,65,"US","informational",0],
  ["basketball drills for beginners",1000,25,"US","informational",0],
  ["best basketball shoes",1000,45,"US","commercial",2],
  ["how to shoot a basketball",500,35,"US","informational",0],
  ["basketball positions explained",500,25,"US","informational",0],
  ["soccer drills",10000,55,"US","informational",0],
  ["soccer drills for kids",1000,45,"US","informational",0],
  ["offside rule explained",1000,35,"US","informational",0],
  ["best soccer cleats",500,25,"US","commercial",0],
  ["soccer formations",500,35,"US","informational",0],
  ["soccer camps near me",500,25,"US","transactional",2],
  ["volleyball rules",5000,45,"US","informational",0],
  ["volleyball positions",1000,25,"US","informational",0],
  ["how to serve a volleyball",500,15,"US","informational",0],
  ["best volleyball shoes",500,35,"US","commercial",0],
  ["how to throw a football",1000,25,"US","informational",0],
  ["football positions explained",500,15,"US","informational",0],
  ["flag football vs touch football",500,15,"US","commercial",0],
  ["baseball hitting drills",1000,35,"US","informational",0],
  ["best baseball gloves for youth",500,35,"US","commercial",0],
  ["softball vs baseball",500,15,"US","informational",0],
  ["hockey positions",1000,35,"CA","informational",0],
  ["rugby rules for beginners",500,25,"GB","informational",0],
  ["cricket bat size guide",500,35,"AU","informational",0],
  ["netball drills",100,25,"AU","informational",0],
  ["youth sports leagues near me",500,35,"US","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'team-sports' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about cycling; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'cycling' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best road bikes",5000,55,"US","commercial",3],
  ["best road bikes for beginners",1000,35,"US","commercial",0],
  ["road bike vs gravel bike",500,45,"US","commercial",0],
  ["road bike size chart",500,15,"US","informational",0],
  ["carbon vs aluminum bike frame",500,15,"US","commercial",0],
  ["best electric bikes",5000,55,"US","commercial",0],
  ["best electric bikes for seniors",1000,45,"US","commercial",2],
  ["folding electric bikes",500,25,"US","commercial",0],
  ["how fast do electric bikes go",500,25,"US","informational",0],
  ["cycle to work scheme bikes",500,15,"GB","transactional",0],
  ["electric bike battery replacement cost",500,15,"US","transactional",0],
  ["best mountain bikes",5000,55,"US","commercial",0],
  ["hardtail vs full suspension",1000,35,"US","commercial",0],
  ["best mountain bikes under 1000",500,35,"US","commercial",0],
  ["mountain bike trails near me",500,15,"CA","transactional",0],
  ["how to change a bike tire",1000,35,"US","informational",0],
  ["how to fix a bike chain",500,35,"US","informational",0],
  ["bike repair near me",500,25,"US","transactional",0],
  ["best bike helmet",1000,45,"US","commercial",0],
  ["how should a bike helmet fit",500,35,"US","informational",0],
  ["best bike lights",500,35,"US","commercial",0],
  ["cycling training plan for beginners",500,15,"US","informational",0],
  ["how to true a wheel",500,15,"US","informational",0],
  ["best indoor bike trainer",100,25,"AU","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'cycling' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about running; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'running' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best running shoes",10000,65,"US","commercial",4],
  ["best running shoes for beginners",5000,35,"US","commercial",3],
  ["best running shoes for flat feet",1000,55,"US","commercial",0],
  ["best trail running shoes",1000,55,"US","commercial",0],
  ["how often to replace running shoes",500,35,"US","informational",0],
  ["running shoes with wide toe box",500,15,"AU","commercial",0],
  ["couch to 5k",5000,35,"US","informational",0],
  ["5k training plan",1000,35,"US","informational",0],
  ["what is a good 5k time",500,15,"US","informational",0],
  ["couch to 5k for over 50",500,25,"GB","informational",0],
  ["half marathon training plan",5000,35,"US","informational",0],
  ["half marathon training for beginners",1000,35,"US","informational",0],
  ["how long is a half marathon",500,15,"US","informational",0],
  ["marathon training plan",5000,35,"US","informational",0],
  ["how to taper for a marathon",500,25,"US","informational",0],
  ["what to eat before a marathon",500,25,"US","informational",0],
  ["how to breathe while running",1000,35,"US","informational",0],
  ["shin splints treatment",1000,25,"US","informational",0],
  ["runner''s knee exercises",500,35,"US","informational",0],
  ["best running watch",1000,35,"US","commercial",0],
  ["best running headphones",500,25,"US","commercial",0],
  ["running cadence explained",500,25,"US","informational",0],
  ["zone 2 running",500,15,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'running' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about camping and hiking; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'camping-hiking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best camping tents",10000,65,"US","commercial",4],
  ["best tents for families",5000,35,"US","commercial",3],
  ["best backpacking tent",1000,35,"US","commercial",0],
  ["how to waterproof a tent",500,15,"US","informational",0],
  ["3 season vs 4 season tent",500,35,"US","commercial",0],
  ["camping checklist",5000,45,"US","informational",0],
  ["camping food ideas",1000,35,"US","informational",0],
  ["camping for beginners",1000,35,"US","informational",0],
  ["how to stay warm while camping",500,15,"US","informational",0],
  ["campgrounds near me",500,35,"US","transactional",0],
  ["best hiking boots",5000,45,"US","commercial",0],
  ["best hiking boots for women",1000,45,"US","commercial",0],
  ["hiking boots vs trail runners",500,15,"US","commercial",0],
  ["how to break in hiking boots",500,35,"US","informational",0],
  ["hiking trails near me",5000,35,"US","transactional",0],
  ["day hike packing list",1000,25,"US","informational",0],
  ["best hiking apps",500,25,"US","commercial",0],
  ["how to read a topographic map",500,15,"US","informational",0],
  ["best sleeping bags",1000,55,"US","commercial",0],
  ["sleeping bag temperature ratings",500,15,"US","informational",0],
  ["best camping stove",500,35,"US","commercial",0],
  ["wild camping spots",500,35,"GB","transactional",0],
  ["bear safety when camping",500,25,"CA","informational",0],
  ["free camping",500,35,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'camping-hiking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about water sports; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'water-sports' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["kayaks for sale",5000,55,"US","transactional",4],
  ["best kayak for beginners",1000,45,"US","commercial",0],
  ["inflatable vs hardshell kayak",500,45,"US","commercial",0],
  ["how to paddle a kayak",500,35,"US","informational",0],
  ["kayak rental near me",1000,35,"US","transactional",3],
  ["best fishing kayak",500,45,"US","commercial",0],
  ["best paddle board",5000,65,"US","commercial",0],
  ["best inflatable paddle board",1000,35,"US","commercial",0],
  ["how to paddle board for beginners",500,35,"US","informational",0],
  ["paddle board size chart",500,15,"US","informational",0],
  ["paddle board vs kayak",500,15,"US","commercial",0],
  ["how to surf",5000,45,"US","informational",0],
  ["surf lessons near me",1000,35,"US","transactional",0],
  ["best surfboard for beginners",1000,45,"US","commercial",0],
  ["surfboard size chart",500,35,"AU","informational",0],
  ["surf etiquette",500,15,"AU","informational",0],
  ["snorkeling gear",1000,55,"US","transactional",0],
  ["how to snorkel for beginners",500,35,"US","informational",0],
  ["best wetsuits",500,35,"US","commercial",0],
  ["wetsuit thickness guide",500,25,"GB","informational",0],
  ["swimming workouts",1000,35,"US","informational",0],
  ["how to swim freestyle",500,35,"US","informational",0],
  ["adult swimming lessons",500,35,"GB","transactional",0],
  ["best life jackets",500,45,"CA","commercial",0],
  ["windsurfing vs kitesurfing",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'water-sports' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'sports-outdoors')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about dogs; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'dogs' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to potty train a puppy",10000,55,"US","informational",0],
  ["how to stop a puppy from biting",5000,35,"US","informational",0],
  ["puppy training schedule",1000,45,"US","informational",0],
  ["crate training a puppy",1000,25,"US","informational",0],
  ["puppy training classes near me",500,15,"US","transactional",0],
  ["best dog breeds for families",10000,55,"US","commercial",4],
  ["small dog breeds",5000,35,"US","informational",0],
  ["hypoallergenic dog breeds",1000,25,"US","informational",0],
  ["best dogs for apartments",500,35,"US","commercial",0],
  ["labrador vs golden retriever",500,35,"US","informational",0],
  ["best dog harness",5000,35,"US","commercial",3],
  ["harness vs collar",1000,45,"US","commercial",0],
  ["how to measure a dog for a harness",500,15,"US","informational",0],
  ["how often should you bathe a dog",1000,35,"US","informational",0],
  ["best dog shampoo for itchy skin",500,45,"US","commercial",0],
  ["why do dogs eat grass",1000,35,"US","informational",0],
  ["how to stop a dog from barking",1000,35,"US","informational",0],
  ["dog separation anxiety",500,15,"US","informational",0],
  ["dog walker near me",1000,35,"US","transactional",0],
  ["dog walking rates",500,15,"GB","transactional",0],
  ["dog boarding cost",500,25,"AU","transactional",0],
  ["how to trim dog nails",500,35,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'dogs' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about cats; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'cats' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["why do cats purr",10000,55,"US","informational",0],
  ["why does my cat bite me",1000,25,"US","informational",0],
  ["why do cats knead",1000,25,"US","informational",0],
  ["cat body language",500,15,"US","informational",0],
  ["why do cats like boxes",500,15,"US","informational",0],
  ["best cat litter",5000,55,"US","commercial",3],
  ["clumping vs non clumping litter",1000,35,"US","commercial",0],
  ["best litter box for odor control",1000,45,"US","commercial",2],
  ["how often to change cat litter",500,25,"US","informational",0],
  ["best automatic litter box",1000,45,"US","commercial",0],
  ["how to litter train a kitten",500,35,"US","informational",0],
  ["kitten care guide",5000,45,"US","informational",0],
  ["when can kittens leave their mother",1000,35,"US","informational",0],
  ["how to introduce a kitten to a cat",500,35,"US","informational",0],
  ["kitten vaccination schedule",500,35,"GB","informational",0],
  ["cat breeds",5000,55,"US","informational",0],
  ["hypoallergenic cats",1000,35,"US","informational",0],
  ["maine coon size",500,25,"US","informational",0],
  ["best cat trees",1000,35,"US","commercial",0],
  ["best scratching post",500,15,"US","commercial",0],
  ["how to trim cat nails",1000,35,"US","informational",0],
  ["how to keep cats off counters",500,15,"US","informational",0],
  ["indoor vs outdoor cats",500,25,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'cats' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about pet food; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'pet-food' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best dog food",10000,75,"US","commercial",4],
  ["best dry dog food",5000,45,"US","commercial",3],
  ["best puppy food",1000,55,"US","commercial",0],
  ["grain free vs regular dog food",1000,45,"US","commercial",0],
  ["best dog food for sensitive stomach",500,45,"US","commercial",0],
  ["how much to feed a dog by weight",500,35,"US","informational",0],
  ["best cat food",5000,55,"US","commercial",0],
  ["wet vs dry cat food",1000,35,"US","commercial",0],
  ["best cat food for urinary health",500,45,"US","commercial",0],
  ["how much wet food to feed a cat",500,25,"US","informational",0],
  ["best kitten food",500,15,"GB","commercial",0],
  ["what foods are toxic to dogs",5000,35,"US","informational",0],
  ["can dogs eat bananas",1000,35,"US","informational",0],
  ["can dogs eat eggs",1000,35,"US","informational",0],
  ["can dogs eat cheese",500,25,"US","informational",0],
  ["what human food can cats eat",1000,35,"US","informational",0],
  ["can cats drink milk",500,35,"US","informational",0],
  ["raw dog food diet",1000,35,"US","informational",0],
  ["how to make homemade dog food",500,35,"US","informational",0],
  ["dog food subscription",500,15,"GB","transactional",0],
  ["fresh dog food delivery",500,35,"US","commercial",0],
  ["best dog treats for training",500,25,"US","commercial",0],
  ["how to switch dog food",100,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'pet-food' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about veterinary care; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'veterinary-care' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["vet near me",10000,75,"US","transactional",5],
  ["emergency vet near me",5000,45,"US","transactional",0],
  ["vet visit cost",1000,25,"US","transactional",3],
  ["low cost vet clinic",500,25,"US","transactional",0],
  ["mobile vet",500,35,"AU","transactional",0],
  ["dog teeth cleaning cost",5000,45,"US","transactional",0],
  ["how to brush dog teeth",1000,35,"US","informational",0],
  ["dog dental care at home",500,35,"US","informational",0],
  ["best dog dental chews",500,35,"US","commercial",0],
  ["dog ear infection",5000,45,"US","informational",0],
  ["how to clean dog ears",1000,45,"US","informational",0],
  ["why is my dog scratching its ears",500,35,"US","informational",0],
  ["how to get rid of fleas on dogs",1000,45,"US","informational",0],
  ["best flea treatment for cats",1000,45,"US","commercial",0],
  ["flea collar vs topical treatment",500,25,"US","commercial",0],
  ["spay a dog cost",1000,35,"US","transactional",0],
  ["when to neuter a puppy",500,25,"US","informational",0],
  ["puppy vaccination schedule",1000,35,"US","informational",0],
  ["puppy vaccination cost",500,15,"GB","transactional",0],
  ["why is my dog throwing up",1000,45,"US","informational",0],
  ["when to take a cat to the vet",500,25,"US","informational",0],
  ["is pet insurance worth it",500,35,"GB","informational",0],
  ["how to give a cat a pill",500,25,"US","informational",0],
  ["arthritis in old dogs",100,15,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'veterinary-care' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about other pets; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'other-pets' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to care for a hamster",5000,55,"US","informational",0],
  ["best hamster cage",1000,35,"US","commercial",0],
  ["how long do hamsters live",500,25,"US","informational",0],
  ["hamster vs guinea pig",500,15,"US","informational",0],
  ["best hamster bedding",500,45,"US","commercial",0],
  ["guinea pig care",5000,35,"US","informational",0],
  ["guinea pig cage size",1000,45,"US","commercial",0],
  ["what do guinea pigs eat",500,25,"US","informational",0],
  ["can guinea pigs live alone",500,25,"GB","informational",0],
  ["how to set up a fish tank",5000,45,"US","informational",0],
  ["best fish for beginners",1000,45,"US","commercial",2],
  ["betta fish care",1000,35,"US","informational",0],
  ["aquarium water change schedule",500,35,"US","informational",0],
  ["best aquarium filter",500,35,"US","commercial",1],
  ["aquarium cycling explained",500,35,"US","informational",0],
  ["bearded dragon care",5000,55,"US","informational",0],
  ["bearded dragon diet",1000,35,"US","informational",0],
  ["bearded dragon tank setup",500,15,"US","informational",0],
  ["rabbit care guide",1000,25,"US","informational",0],
  ["indoor rabbit cage",500,35,"US","commercial",0],
  ["best pet birds for beginners",500,15,"US","commercial",0],
  ["budgie care",500,35,"AU","informational",0],
  ["how to tame a parakeet",500,25,"US","informational",0],
  ["leopard gecko care",500,15,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'other-pets' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'pets-animals')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about pregnancy; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'pregnancy' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["early pregnancy symptoms",50000,65,"US","informational",0],
  ["pregnancy symptoms week by week",5000,55,"US","informational",0],
  ["when do pregnancy symptoms start",1000,45,"US","informational",0],
  ["pregnancy symptoms vs period symptoms",500,15,"US","informational",0],
  ["pregnancy test",5000,45,"US","transactional",4],
  ["when to take a pregnancy test",500,35,"US","informational",0],
  ["pregnancy due date calculator",10000,55,"US","informational",0],
  ["pregnancy week by week",1000,35,"US","informational",0],
  ["how many weeks pregnant am i",500,15,"US","informational",0],
  ["how accurate are due dates",500,25,"US","informational",0],
  ["foods to avoid when pregnant",5000,35,"US","informational",0],
  ["best prenatal vitamins",1000,45,"US","commercial",0],
  ["pregnancy diet plan",500,25,"US","informational",0],
  ["how much caffeine when pregnant",500,25,"GB","informational",0],
  ["hospital bag checklist",5000,55,"US","informational",0],
  ["signs of labor",1000,25,"US","informational",0],
  ["braxton hicks vs contractions",500,25,"US","informational",0],
  ["birth plan template",1000,35,"US","informational",0],
  ["morning sickness remedies",1000,25,"US","informational",0],
  ["best pregnancy pillow",500,25,"US","commercial",1],
  ["maternity leave rules",500,35,"CA","informational",0],
  ["pregnancy exercises by trimester",500,35,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'pregnancy' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about babies and toddlers; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'babies-toddlers' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["baby sleep schedule",10000,45,"US","informational",0],
  ["newborn sleep schedule",5000,45,"US","informational",0],
  ["sleep training methods",1000,35,"US","informational",0],
  ["4 month sleep regression",1000,35,"US","informational",0],
  ["when do babies sleep through the night",500,35,"US","informational",0],
  ["wake windows by age",500,35,"US","informational",0],
  ["baby milestones by month",5000,55,"US","informational",0],
  ["when do babies crawl",1000,35,"US","informational",0],
  ["when do babies start talking",1000,35,"US","informational",0],
  ["toddler milestones at 2",500,35,"US","informational",0],
  ["starting solids",5000,35,"US","informational",0],
  ["baby led weaning",1000,35,"GB","informational",0],
  ["baby led weaning first foods",500,25,"US","commercial",0],
  ["best high chair",500,15,"US","commercial",0],
  ["best baby formula",1000,45,"US","commercial",2],
  ["breast milk vs formula",500,25,"US","commercial",0],
  ["best car seats",5000,35,"US","commercial",3],
  ["best convertible car seat",1000,45,"US","commercial",0],
  ["best strollers",500,25,"US","commercial",0],
  ["prams for newborns",500,35,"AU","transactional",0],
  ["how to potty train a toddler",1000,25,"US","informational",0],
  ["toddler tantrums",500,15,"US","informational",0],
  ["toddler activities at home",500,25,"US","informational",0],
  ["nappy rash remedies",100,15,"GB","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'babies-toddlers' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about school-age children; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'school-age' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["chores for kids by age",5000,35,"US","informational",0],
  ["chore chart for kids",1000,35,"US","commercial",2],
  ["how much allowance by age",500,25,"US","informational",0],
  ["should kids get allowance",500,35,"US","informational",0],
  ["screen time for kids",5000,45,"US","informational",0],
  ["best parental control apps",1000,35,"US","commercial",2],
  ["how to reduce screen time",500,25,"US","informational",0],
  ["best first phone for kids",500,25,"US","commercial",0],
  ["screen time recommendations by age",500,15,"CA","informational",0],
  ["school lunch ideas",5000,55,"US","informational",0],
  ["healthy lunch box ideas",1000,45,"AU","informational",0],
  ["best lunch boxes for kids",500,35,"US","commercial",0],
  ["homework tips for parents",1000,45,"US","informational",0],
  ["how to help a child with math",500,15,"US","informational",0],
  ["math tutor near me",500,15,"US","transactional",0],
  ["how to deal with bullying at school",1000,45,"US","informational",0],
  ["signs of bullying",500,15,"US","informational",0],
  ["homeschooling for beginners",1000,45,"US","informational",0],
  ["homeschool curriculum",500,25,"US","informational",0],
  ["how to start homeschooling",500,15,"GB","informational",0],
  ["signs of adhd in children",1000,45,"US","informational",0],
  ["dyslexia symptoms in children",500,25,"US","informational",0],
  ["summer camps near me",500,15,"US","transactional",0],
  ["after school clubs",500,25,"GB","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'school-age' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about family activities; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'family-activities' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["things to do with kids near me",10000,55,"US","transactional",5],
  ["things to do with kids this weekend",1000,45,"US","informational",0],
  ["rainy day activities for kids",1000,45,"US","informational",0],
  ["free things to do with kids",500,35,"US","informational",0],
  ["soft play near me",500,35,"GB","transactional",0],
  ["family game night ideas",5000,45,"US","informational",0],
  ["best board games for families",1000,35,"US","commercial",2],
  ["games to play with family at home",500,25,"US","informational",0],
  ["card games for kids",500,25,"US","commercial",0],
  ["family vacation ideas",5000,45,"US","informational",0],
  ["best family vacations",1000,55,"US","commercial",0],
  ["best family cruises",500,35,"US","commercial",0],
  ["road trip games for kids",500,15,"US","informational",0],
  ["family holidays in australia",500,25,"AU","informational",0],
  ["budget family vacations",500,25,"US","informational",0],
  ["kids birthday party ideas",5000,45,"US","informational",0],
  ["birthday party places for kids",1000,55,"US","transactional",0],
  ["birthday party games for kids",500,25,"US","informational",0],
  ["scavenger hunt for kids",500,15,"US","informational",0],
  ["crafts for kids",1000,35,"US","informational",0],
  ["easy crafts for toddlers",500,15,"US","informational",0],
  ["halloween crafts for kids",500,15,"US","informational",0],
  ["family photo ideas",500,25,"US","informational",0],
  ["family movies list",500,15,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'family-activities' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about toys and games; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'toys-games' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best toys for 1 year old",5000,35,"US","commercial",3],
  ["best toys for 3 year old boy",5000,45,"US","commercial",0],
  ["best toys for 5 year old girl",1000,35,"US","commercial",0],
  ["educational toys for toddlers",1000,45,"US","commercial",0],
  ["montessori toys",500,15,"US","commercial",0],
  ["toy rotation explained",500,25,"US","informational",0],
  ["best board games",5000,45,"US","commercial",0],
  ["best board games for adults",1000,35,"US","commercial",0],
  ["best two player board games",1000,25,"US","commercial",0],
  ["cooperative board games",500,15,"US","commercial",0],
  ["how to play catan",500,15,"US","informational",0],
  ["board game cafe near me",500,25,"CA","transactional",0],
  ["how to play chess",5000,35,"US","informational",0],
  ["best chess sets",1000,45,"US","commercial",0],
  ["chess openings for beginners",500,25,"US","informational",0],
  ["chess rules for kids",500,25,"US","informational",0],
  ["best lego sets",1000,45,"US","commercial",2],
  ["lego sets for adults",500,35,"US","commercial",0],
  ["how to store lego",500,35,"US","informational",0],
  ["best puzzles for adults",1000,45,"US","commercial",0],
  ["1000 piece puzzles",500,25,"GB","commercial",0],
  ["how to glue a puzzle",500,25,"US","informational",0],
  ["best outdoor toys for kids",1000,35,"US","commercial",0],
  ["best trampolines",500,15,"AU","commercial",0],
  ["toy library near me",100,25,"AU","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'toys-games' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'parenting-family')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about digital marketing; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'digital-marketing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["what is seo",10000,45,"US","informational",0],
  ["seo for beginners",5000,35,"US","informational",0],
  ["best seo tools",1000,45,"US","commercial",2],
  ["local seo checklist",1000,35,"US","informational",0],
  ["seo services for small business",500,25,"US","transactional",0],
  ["seo agency",500,25,"GB","transactional",0],
  ["on page vs off page seo",500,25,"US","informational",0],
  ["keyword research",5000,35,"US","informational",0],
  ["free keyword research tools",1000,35,"US","commercial",2],
  ["long tail keywords examples",500,15,"US","informational",0],
  ["how to do keyword research for a blog",500,25,"US","informational",0],
  ["email marketing",5000,45,"US","informational",0],
  ["best email marketing software",1000,45,"US","commercial",0],
  ["email marketing examples",500,15,"US","informational",0],
  ["email subject line ideas",500,35,"US","informational",0],
  ["email marketing benchmarks",500,35,"US","informational",0],
  ["content marketing strategy",5000,55,"US","informational",0],
  ["content marketing examples",500,35,"US","informational",0],
  ["content calendar template",500,25,"US","informational",0],
  ["google ads cost",1000,45,"US","transactional",0],
  ["google ads vs facebook ads",500,25,"US","informational",0],
  ["social media marketing tips",1000,35,"US","informational",0],
  ["social media scheduling tools",500,45,"AU","commercial",0],
  ["how to measure marketing roi",500,35,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'digital-marketing' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about small business; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'small-business' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to start a small business",10000,55,"US","informational",0],
  ["small business ideas",5000,35,"US","informational",0],
  ["business ideas for women",1000,35,"US","informational",0],
  ["home based business ideas",500,25,"US","informational",0],
  ["online business ideas for beginners",500,25,"AU","informational",0],
  ["business plan template",5000,45,"US","informational",0],
  ["how to write a business plan",1000,35,"US","informational",0],
  ["one page business plan",500,25,"US","informational",0],
  ["business plan example for a cafe",500,25,"US","informational",0],
  ["small business loans",5000,55,"US","transactional",4],
  ["startup business loans",1000,55,"US","transactional",0],
  ["how to get a business loan",500,35,"US","informational",0],
  ["business loan vs line of credit",500,35,"US","commercial",1],
  ["small business grants",1000,35,"US","transactional",0],
  ["startup grants for women",500,15,"CA","transactional",0],
  ["how to price a product",1000,35,"US","informational",0],
  ["profit margin formula",500,15,"US","informational",0],
  ["business name ideas",1000,25,"US","informational",0],
  ["how to register a business name",500,35,"GB","informational",0],
  ["small business tax deductions",500,35,"US","informational",0],
  ["best business credit cards",1000,45,"US","commercial",0],
  ["best payroll software for small business",500,25,"US","commercial",0],
  ["how to write an invoice",500,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'small-business' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about e-commerce; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'e-commerce' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to start an online store",10000,65,"US","informational",0],
  ["best ecommerce platform",5000,65,"US","commercial",3],
  ["shopify vs woocommerce",1000,35,"US","commercial",2],
  ["shopify alternatives",1000,25,"US","commercial",0],
  ["ecommerce website cost",500,25,"US","transactional",0],
  ["ecommerce checklist before launch",500,15,"US","informational",0],
  ["what is dropshipping",5000,55,"US","informational",0],
  ["how to start dropshipping",1000,35,"US","informational",0],
  ["best dropshipping suppliers",500,25,"US","commercial",0],
  ["is dropshipping worth it",500,35,"AU","informational",0],
  ["how to sell on amazon",5000,35,"US","informational",0],
  ["amazon fba fees",1000,35,"US","informational",0],
  ["fba vs fbm",500,35,"US","informational",0],
  ["amazon product research tools",500,45,"US","commercial",0],
  ["how to sell on etsy",500,15,"GB","informational",0],
  ["abandoned cart email examples",1000,35,"US","informational",0],
  ["how to reduce cart abandonment",500,15,"US","informational",0],
  ["product description examples",1000,25,"US","informational",0],
  ["product page best practices",500,15,"US","informational",0],
  ["ecommerce conversion rate",1000,45,"US","informational",0],
  ["average order value formula",500,35,"US","informational",0],
  ["print on demand vs dropshipping",500,35,"US","informational",0],
  ["best payment gateways",500,35,"CA","commercial",0],
  ["headless commerce platforms",100,25,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'e-commerce' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about human resources; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'human-resources' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["employee onboarding checklist",5000,45,"US","informational",0],
  ["onboarding process steps",1000,25,"US","informational",0],
  ["best onboarding software",500,15,"US","commercial",0],
  ["remote onboarding tips",500,35,"US","informational",0],
  ["30 60 90 day plan template",500,35,"US","informational",0],
  ["performance review examples",5000,35,"US","informational",0],
  ["performance review template",1000,35,"US","informational",0],
  ["self evaluation examples",500,35,"US","informational",0],
  ["how to give feedback to employees",500,25,"US","informational",0],
  ["job description template",5000,45,"US","informational",0],
  ["how to write a job description",1000,35,"US","informational",0],
  ["interview questions to ask candidates",1000,45,"US","informational",0],
  ["behavioral interview questions",500,25,"US","informational",0],
  ["best applicant tracking system",500,45,"US","commercial",1],
  ["employee engagement ideas",1000,35,"US","informational",0],
  ["employee engagement survey questions",500,15,"US","informational",0],
  ["best hr software",1000,35,"US","commercial",2],
  ["hr software for small business",500,25,"GB","commercial",0],
  ["how to calculate employee turnover",500,35,"US","informational",0],
  ["exit interview questions",500,35,"US","informational",0],
  ["team building activities",1000,45,"US","informational",0],
  ["parental leave policy",500,35,"AU","informational",0],
  ["how to handle workplace conflict",500,25,"US","informational",0],
  ["employment standards explained",100,15,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'human-resources' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about business software; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'business-software' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best crm software",10000,55,"US","commercial",4],
  ["crm for small business",5000,35,"US","commercial",3],
  ["what is a crm",1000,35,"US","informational",0],
  ["free crm",500,15,"US","commercial",0],
  ["crm vs erp",500,15,"US","commercial",0],
  ["crm for real estate agents",500,15,"US","commercial",0],
  ["best project management software",5000,45,"US","commercial",0],
  ["free project management software",1000,45,"US","commercial",0],
  ["kanban vs gantt",500,15,"US","commercial",0],
  ["project management software for agencies",500,25,"US","commercial",0],
  ["what is erp",5000,35,"US","informational",0],
  ["erp systems comparison",1000,45,"US","commercial",0],
  ["erp implementation cost",500,25,"US","transactional",0],
  ["erp for manufacturing",500,25,"CA","commercial",0],
  ["best invoicing software",1000,45,"US","commercial",0],
  ["invoicing software for freelancers",500,25,"GB","commercial",0],
  ["best video conferencing software",1000,45,"US","commercial",0],
  ["slack alternatives",500,45,"US","commercial",0],
  ["notion vs evernote",500,25,"US","commercial",0],
  ["best help desk software",1000,55,"US","commercial",0],
  ["live chat software for website",500,25,"US","commercial",0],
  ["best time tracking software",500,25,"US","commercial",0],
  ["employee scheduling software",500,35,"AU","commercial",0],
  ["how to choose business software",100,25,"US","informational",0],
  ["electronic signature software",500,45,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'business-software' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'business-marketing')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about film and television; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'film-television' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["movies to watch",10000,45,"US","informational",0],
  ["best movies on netflix",5000,45,"US","commercial",0],
  ["best thriller movies",1000,45,"US","commercial",0],
  ["best family movies",1000,35,"US","commercial",0],
  ["best documentaries",500,35,"US","commercial",0],
  ["movies based on true stories",500,35,"US","informational",0],
  ["best tv shows",5000,35,"US","commercial",0],
  ["best tv shows to binge",1000,35,"US","commercial",2],
  ["best crime series",500,15,"GB","commercial",0],
  ["best comedy series",500,35,"US","commercial",0],
  ["shows like breaking bad",500,35,"US","commercial",0],
  ["streaming services comparison",5000,45,"US","commercial",3],
  ["cheapest streaming services",1000,35,"US","commercial",0],
  ["best free streaming services",500,25,"US","commercial",0],
  ["how to cancel a streaming subscription",500,35,"US","informational",0],
  ["streaming services",500,35,"CA","commercial",0],
  ["marvel movies in order",1000,35,"US","informational",0],
  ["star wars movies in order",500,25,"US","informational",0],
  ["movie theaters near me",1000,25,"US","transactional",0],
  ["how to write a screenplay",500,25,"US","informational",0],
  ["screenplay format",500,15,"US","informational",0],
  ["film vs digital cinematography",500,25,"US","informational",0],
  ["how to become a film director",500,15,"US","informational",0],
  ["best australian films",500,25,"AU","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'film-television' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about music; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'music' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["concert tickets",10000,45,"US","transactional",5],
  ["concerts near me",1000,45,"US","transactional",0],
  ["how to get cheap concert tickets",1000,45,"US","informational",0],
  ["what to wear to a concert",500,15,"US","informational",0],
  ["how does presale work",500,15,"US","informational",0],
  ["music festivals",500,35,"GB","transactional",0],
  ["best music streaming service",5000,45,"US","commercial",0],
  ["spotify vs apple music",1000,45,"US","commercial",2],
  ["how to make a playlist",500,35,"US","informational",0],
  ["how much does spotify pay per stream",500,25,"US","informational",0],
  ["lossless music streaming",500,15,"US","commercial",0],
  ["best headphones for music",5000,45,"US","commercial",0],
  ["best bluetooth speakers",1000,45,"US","commercial",0],
  ["best record player for beginners",500,25,"US","commercial",0],
  ["how to clean vinyl records",1000,35,"US","informational",0],
  ["how much are my vinyl records worth",500,35,"GB","informational",0],
  ["songs about friendship",1000,45,"US","informational",0],
  ["wedding songs",1000,25,"US","informational",0],
  ["first dance songs",500,15,"US","informational",0],
  ["workout songs",500,35,"US","informational",0],
  ["road trip songs",500,35,"US","informational",0],
  ["how to promote your music",500,25,"US","informational",0],
  ["music genres list",500,35,"US","informational",0],
  ["triple j hottest 100 history",500,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'music' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about video games; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'video-games' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best pc games",10000,65,"US","commercial",4],
  ["best co op games",5000,65,"US","commercial",0],
  ["best open world games",1000,35,"US","commercial",0],
  ["best free games on steam",1000,25,"US","commercial",0],
  ["games like stardew valley",500,15,"US","commercial",0],
  ["best cozy games",500,15,"US","commercial",0],
  ["best gaming pc",5000,45,"US","commercial",3],
  ["gaming pc build",1000,45,"US","transactional",0],
  ["gaming laptop vs desktop",1000,45,"US","commercial",0],
  ["how to build a gaming pc",500,35,"US","informational",0],
  ["best budget gaming pc",500,25,"AU","commercial",0],
  ["ps5 vs xbox series x",5000,45,"US","commercial",0],
  ["best ps5 games",1000,45,"US","commercial",0],
  ["best nintendo switch games for kids",500,25,"US","commercial",0],
  ["nintendo switch vs steam deck",500,35,"US","commercial",0],
  ["best gaming chair",1000,55,"US","commercial",0],
  ["best gaming headset",1000,55,"US","commercial",0],
  ["best gaming monitor",500,45,"US","commercial",0],
  ["mechanical vs membrane keyboard",500,15,"US","commercial",0],
  ["how to start streaming games",1000,45,"US","informational",0],
  ["best settings for streaming",500,35,"US","informational",0],
  ["how to become a game developer",500,15,"US","informational",0],
  ["parental controls on game consoles",500,35,"GB","informational",0],
  ["esports tournaments for beginners",100,35,"CA","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'video-games' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about books; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'books' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best books to read",10000,45,"US","commercial",4],
  ["best fantasy books",5000,45,"US","commercial",3],
  ["best mystery books",1000,25,"US","commercial",0],
  ["best historical fiction books",1000,35,"US","commercial",0],
  ["books like harry potter",500,25,"US","commercial",0],
  ["best science fiction books",500,45,"US","commercial",0],
  ["best books for book clubs",5000,55,"US","commercial",0],
  ["book club questions",500,35,"US","informational",0],
  ["how to start a book club",500,25,"US","informational",0],
  ["best self help books",1000,35,"US","commercial",0],
  ["best biographies",500,35,"US","commercial",0],
  ["best business books",500,35,"US","commercial",0],
  ["best e readers",5000,45,"US","commercial",0],
  ["kindle vs kobo",1000,45,"US","commercial",0],
  ["how to borrow ebooks from the library",500,35,"US","informational",0],
  ["audiobook subscription",500,15,"US","commercial",0],
  ["audiobooks vs reading",500,25,"CA","informational",0],
  ["how to read more books",1000,35,"US","informational",0],
  ["how to read faster",500,25,"US","informational",0],
  ["how to publish a book",1000,35,"US","informational",0],
  ["self publishing vs traditional publishing",500,15,"US","informational",0],
  ["self publishing cost",500,35,"US","transactional",0],
  ["how to write a novel",500,25,"US","informational",0],
  ["best books for 8 year olds",1000,55,"GB","commercial",0],
  ["best australian novels",500,25,"AU","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'books' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about events; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'events' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["event planning checklist",5000,35,"US","informational",0],
  ["how to become an event planner",1000,35,"US","informational",0],
  ["event planner near me",500,25,"US","transactional",0],
  ["event planner cost",500,25,"US","transactional",0],
  ["event planning software",500,35,"US","commercial",0],
  ["wedding venues near me",5000,55,"US","transactional",4],
  ["wedding planning checklist",1000,35,"US","informational",0],
  ["average wedding cost",1000,35,"US","transactional",0],
  ["how to choose a wedding venue",500,15,"US","informational",0],
  ["wedding timeline",500,15,"US","informational",0],
  ["wedding photographer cost",500,35,"GB","transactional",0],
  ["corporate event ideas",5000,55,"US","informational",0],
  ["team offsite ideas",500,35,"US","informational",0],
  ["virtual event ideas",500,15,"US","informational",0],
  ["conference venues",500,35,"GB","transactional",0],
  ["party venues near me",1000,35,"US","transactional",3],
  ["40th birthday party ideas",500,35,"US","informational",0],
  ["baby shower ideas",1000,25,"US","informational",0],
  ["baby shower games",500,35,"US","informational",0],
  ["event tickets",1000,45,"US","transactional",0],
  ["how to sell event tickets online",500,25,"US","informational",0],
  ["dj for hire",500,15,"US","transactional",0],
  ["photo booth rental",500,25,"US","transactional",0],
  ["what to do in melbourne this weekend",500,25,"AU","informational",0],
  ["farmers markets near me",500,35,"CA","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'events' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'entertainment-media')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about drawing and painting; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'drawing-painting' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["how to draw",10000,45,"US","informational",0],
  ["drawing ideas",5000,35,"US","informational",0],
  ["easy drawing ideas for beginners",1000,35,"US","informational",0],
  ["how to draw a face",1000,35,"US","informational",0],
  ["how to draw hands",500,25,"US","informational",0],
  ["how to draw eyes step by step",500,35,"US","informational",0],
  ["watercolor painting for beginners",5000,45,"US","informational",0],
  ["best watercolor paints",1000,45,"US","commercial",0],
  ["watercolor techniques",500,35,"US","informational",0],
  ["best watercolor paper",500,35,"US","commercial",1],
  ["how to stretch watercolor paper",500,25,"GB","informational",0],
  ["acrylic painting for beginners",5000,55,"US","informational",0],
  ["acrylic painting ideas",1000,25,"US","informational",0],
  ["acrylic vs oil paint",500,35,"US","commercial",0],
  ["how to varnish an acrylic painting",500,25,"US","informational",0],
  ["best brushes for acrylic painting",500,15,"US","commercial",0],
  ["best drawing tablet",1000,35,"US","commercial",0],
  ["best drawing apps",500,45,"US","commercial",0],
  ["digital art for beginners",500,15,"US","informational",0],
  ["color wheel explained",1000,35,"US","informational",0],
  ["how to mix skin tones",500,25,"US","informational",0],
  ["painting classes near me",1000,45,"US","transactional",3],
  ["paint and sip",500,15,"AU","transactional",0],
  ["art classes for adults",500,35,"CA","transactional",0]
]')
WHERE `industry_sectors`.`slug` = 'drawing-painting' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about sewing and textiles; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'sewing-textiles' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best sewing machine",5000,45,"US","commercial",3],
  ["best sewing machine for beginners",1000,25,"US","commercial",0],
  ["how to thread a sewing machine",500,35,"US","informational",0],
  ["sewing machine repair near me",500,35,"US","transactional",2],
  ["serger vs sewing machine",500,35,"US","commercial",0],
  ["how to sew by hand",5000,35,"US","informational",0],
  ["sewing projects for beginners",1000,35,"US","informational",0],
  ["how to sew a button",1000,45,"US","informational",0],
  ["how to hem pants",500,25,"US","informational",0],
  ["sewing patterns for dresses",500,25,"GB","transactional",0],
  ["how to read a sewing pattern",500,35,"US","informational",0],
  ["how to crochet",5000,35,"US","informational",0],
  ["crochet patterns for beginners",1000,35,"US","informational",0],
  ["crochet stitches",1000,35,"US","informational",0],
  ["how to crochet a blanket",500,25,"US","informational",0],
  ["crochet vs knitting",500,25,"US","informational",0],
  ["how to knit",5000,45,"US","informational",0],
  ["knitting for beginners",500,15,"US","informational",0],
  ["how to cast on knitting",500,25,"US","informational",0],
  ["best knitting needles",500,15,"GB","commercial",0],
  ["quilting for beginners",1000,25,"US","informational",0],
  ["quilt sizes",500,35,"US","informational",0],
  ["embroidery stitches",500,35,"US","informational",0],
  ["fabric stores near me",500,35,"AU","transactional",0],
  ["punch needle vs embroidery",500,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'sewing-textiles' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about photography; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'photography' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["best camera for beginners",10000,65,"US","commercial",4],
  ["mirrorless vs dslr",5000,45,"US","commercial",3],
  ["best mirrorless camera",1000,55,"US","commercial",0],
  ["best camera for travel",500,45,"US","commercial",0],
  ["best camera for wildlife photography",500,35,"AU","commercial",0],
  ["photography for beginners",5000,35,"US","informational",0],
  ["exposure triangle",1000,25,"US","informational",0],
  ["aperture explained",1000,25,"US","informational",0],
  ["iso explained",500,15,"US","informational",0],
  ["rule of thirds in photography",500,25,"US","informational",0],
  ["golden hour photography",500,15,"US","informational",0],
  ["photo editing tips",5000,55,"US","informational",0],
  ["best photo editing software",1000,45,"US","commercial",0],
  ["lightroom vs photoshop",500,15,"US","commercial",0],
  ["free photo editing software",500,35,"US","commercial",0],
  ["how to edit photos on a phone",500,25,"US","informational",0],
  ["photography classes near me",1000,45,"US","transactional",0],
  ["portrait photography tips",500,35,"US","informational",0],
  ["best lens for portraits",500,25,"US","commercial",0],
  ["how to start a photography business",500,35,"US","informational",0],
  ["photographer rates",500,35,"GB","transactional",0],
  ["night photography settings",500,25,"US","informational",0],
  ["how to photograph the northern lights",500,25,"CA","informational",0],
  ["product photography at home",500,25,"US","informational",0],
  ["film photography for beginners",100,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'photography' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about woodworking; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'woodworking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["woodworking projects",5000,55,"US","informational",0],
  ["woodworking projects for beginners",1000,45,"US","informational",0],
  ["woodworking projects that sell",500,25,"US","informational",0],
  ["scrap wood projects",500,15,"US","informational",0],
  ["woodworking projects for kids",500,15,"US","informational",0],
  ["best table saw",5000,55,"US","commercial",3],
  ["table saw vs miter saw",1000,55,"US","commercial",0],
  ["best miter saw",500,15,"US","commercial",0],
  ["how to use a table saw safely",500,35,"US","informational",0],
  ["best circular saw",500,35,"US","commercial",0],
  ["essential woodworking tools",500,35,"US","commercial",0],
  ["how to build a workbench",5000,55,"US","informational",0],
  ["workbench plans",1000,25,"US","informational",0],
  ["how to build a bookshelf",500,15,"US","informational",0],
  ["how to build a picnic table",500,15,"US","informational",0],
  ["how to build a planter box",500,15,"AU","informational",0],
  ["types of wood joints",1000,35,"US","informational",0],
  ["how to cut dovetails",500,35,"US","informational",0],
  ["pocket hole joinery",500,35,"US","informational",0],
  ["how to stain wood",1000,25,"US","informational",0],
  ["oil vs water based finish",500,25,"US","commercial",0],
  ["how to sand wood",500,15,"US","informational",0],
  ["best wood for outdoor furniture",500,35,"CA","commercial",0],
  ["woodworking classes near me",500,35,"GB","transactional",2],
  ["hardwood vs softwood",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'woodworking' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about music making; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'music-making' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["guitar chords",10000,45,"US","informational",0],
  ["guitar chords for beginners",5000,45,"US","informational",0],
  ["how to tune a guitar",1000,35,"US","informational",0],
  ["best guitar for beginners",1000,45,"US","commercial",2],
  ["acoustic vs electric guitar for beginners",500,25,"US","commercial",0],
  ["how to change guitar strings",500,35,"US","informational",0],
  ["easy guitar songs",500,35,"US","informational",0],
  ["how to play piano",5000,35,"US","informational",0],
  ["best keyboard for beginners",1000,25,"US","commercial",0],
  ["piano lessons near me",500,35,"US","transactional",0],
  ["piano scales",500,35,"US","informational",0],
  ["digital vs acoustic piano",500,25,"US","commercial",0],
  ["how to read sheet music",500,25,"US","informational",0],
  ["best music production software",5000,45,"US","commercial",3],
  ["music production for beginners",1000,25,"US","informational",0],
  ["best microphone for recording vocals",500,25,"US","commercial",0],
  ["best audio interface",500,45,"US","commercial",0],
  ["home recording studio setup",500,35,"US","informational",0],
  ["mixing vs mastering",500,25,"AU","informational",0],
  ["singing lessons near me",1000,35,"US","transactional",0],
  ["how to sing better",500,35,"US","informational",0],
  ["vocal warm ups",500,25,"US","informational",0],
  ["ukulele chords",500,25,"US","informational",0],
  ["best drum kit for beginners",500,25,"US","commercial",0],
  ["violin lessons for adults",500,25,"GB","transactional",0],
  ["songwriting tips",500,25,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'music-making' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'arts-crafts')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about solar power; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'solar-power' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["solar panel cost",10000,65,"US","transactional",5],
  ["are solar panels worth it",5000,55,"US","informational",0],
  ["how many solar panels do i need",1000,35,"US","informational",0],
  ["how long do solar panels last",1000,25,"US","informational",0],
  ["best solar panels",500,15,"US","commercial",0],
  ["solar panel efficiency by type",500,25,"US","informational",0],
  ["how do solar panels work",5000,35,"US","informational",0],
  ["do solar panels work at night",500,15,"US","informational",0],
  ["do solar panels work on cloudy days",500,25,"GB","informational",0],
  ["solar panel maintenance",500,15,"US","informational",0],
  ["solar tax credit",5000,45,"US","informational",0],
  ["solar installers near me",1000,25,"US","transactional",0],
  ["solar lease vs buy",500,15,"US","informational",0],
  ["solar panel quotes",500,35,"GB","transactional",0],
  ["solar rebates",500,45,"AU","transactional",0],
  ["solar battery storage cost",5000,45,"US","transactional",4],
  ["best solar battery",1000,55,"US","commercial",0],
  ["is a solar battery worth it",500,25,"AU","informational",0],
  ["net metering explained",500,35,"US","informational",0],
  ["off grid solar system",500,25,"US","informational",0],
  ["best solar generator",1000,45,"US","commercial",0],
  ["solar generator vs gas generator",500,15,"US","commercial",0],
  ["solar pool heater cost",100,15,"US","transactional",0],
  ["best portable solar panels",500,45,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'solar-power' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about home energy; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'home-energy' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["heat pump cost",5000,35,"US","transactional",4],
  ["how does a heat pump work",5000,35,"US","informational",0],
  ["heat pump vs furnace",1000,45,"US","commercial",2],
  ["best heat pumps",500,25,"US","commercial",0],
  ["do heat pumps work in cold weather",500,35,"CA","informational",0],
  ["heat pump grants",500,25,"GB","informational",0],
  ["attic insulation cost",5000,65,"US","transactional",0],
  ["best attic insulation",1000,35,"US","commercial",0],
  ["how to insulate a basement",500,25,"US","informational",0],
  ["r value chart",500,15,"US","informational",0],
  ["spray foam vs fiberglass insulation",500,35,"US","informational",0],
  ["cavity wall insulation",500,25,"GB","informational",0],
  ["best smart thermostat",1000,35,"US","commercial",0],
  ["best thermostat setting for winter",500,25,"US","informational",0],
  ["do smart thermostats save money",500,35,"US","informational",0],
  ["how to lower your electric bill",1000,25,"US","informational",0],
  ["why is my electric bill so high",500,25,"US","informational",0],
  ["home energy audit cost",1000,35,"US","transactional",0],
  ["what happens in a home energy audit",500,15,"US","informational",0],
  ["tankless water heater cost",1000,25,"US","transactional",0],
  ["tankless vs tank water heater",500,45,"US","commercial",0],
  ["heat pump water heater",500,15,"US","commercial",0],
  ["how to draft proof windows",500,15,"US","informational",0],
  ["evaporative cooling vs air conditioning",500,15,"AU","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'home-energy' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about recycling and waste; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'recycling-waste' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["what can be recycled",5000,55,"US","informational",0],
  ["can you recycle pizza boxes",1000,35,"US","informational",0],
  ["can you recycle bubble wrap",1000,45,"US","informational",0],
  ["recycling symbols explained",500,25,"US","informational",0],
  ["plastic recycling numbers",500,25,"US","informational",0],
  ["how does recycling work",500,35,"US","informational",0],
  ["junk removal near me",5000,55,"US","transactional",4],
  ["dumpster rental cost",1000,45,"US","transactional",3],
  ["skip hire prices",500,25,"GB","transactional",0],
  ["bulk trash pickup",500,35,"US","transactional",0],
  ["recycling center near me",1000,35,"US","transactional",0],
  ["scrap metal prices",500,45,"US","transactional",0],
  ["how to recycle batteries",1000,25,"US","informational",0],
  ["where to recycle electronics",500,35,"US","transactional",0],
  ["how to dispose of paint",500,15,"US","informational",0],
  ["how to dispose of light bulbs",500,15,"US","informational",0],
  ["what to do with old mattresses",500,15,"US","informational",0],
  ["how to recycle clothes",500,35,"GB","informational",0],
  ["zero waste kitchen",1000,45,"US","informational",0],
  ["how to reduce food waste",500,25,"US","informational",0],
  ["composting at home",500,15,"US","informational",0],
  ["food waste statistics",500,25,"US","informational",0],
  ["container deposit refund",500,45,"AU","transactional",0],
  ["blue box recycling guide",500,25,"CA","informational",0],
  ["circular economy examples",100,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'recycling-waste' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about sustainable living; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'sustainable-living' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["sustainable living",5000,35,"US","informational",0],
  ["how to live sustainably",1000,35,"US","informational",0],
  ["sustainable living tips for beginners",500,35,"US","informational",0],
  ["sustainable living on a budget",500,25,"US","informational",0],
  ["sustainable home products",500,25,"US","commercial",0],
  ["carbon footprint calculator",5000,35,"US","informational",0],
  ["how to reduce your carbon footprint",1000,45,"US","informational",0],
  ["what is a carbon footprint",500,15,"US","informational",0],
  ["carbon offsets explained",500,25,"US","informational",0],
  ["carbon footprint of food",500,25,"US","informational",0],
  ["sustainable clothing brands",5000,55,"US","commercial",3],
  ["what is fast fashion",1000,45,"US","informational",0],
  ["sustainable shoe brands",500,35,"US","commercial",0],
  ["how to shop second hand",500,15,"GB","informational",0],
  ["best reusable water bottle",500,15,"US","commercial",0],
  ["reusable food wraps",500,15,"AU","commercial",0],
  ["eco friendly cleaning products",1000,45,"US","commercial",2],
  ["best eco friendly laundry detergent",500,15,"US","commercial",0],
  ["plastic free shampoo",500,15,"US","commercial",0],
  ["zero waste bathroom",500,15,"US","informational",0],
  ["rainwater harvesting",1000,35,"US","informational",0],
  ["greywater systems",500,25,"AU","informational",0],
  ["how to start a community garden",500,35,"US","informational",0],
  ["plant based vs vegan diet",500,25,"US","informational",0],
  ["passive house explained",500,25,"CA","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'sustainable-living' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about utilities; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'utilities' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["electricity providers near me",5000,45,"US","transactional",4],
  ["compare electricity rates",1000,35,"US","commercial",0],
  ["cheapest electricity plans",1000,45,"US","transactional",0],
  ["fixed vs variable electricity rate",500,35,"US","informational",0],
  ["compare energy prices",500,35,"GB","commercial",0],
  ["compare electricity plans",500,35,"AU","commercial",0],
  ["average electric bill",5000,45,"US","informational",0],
  ["how to read an electric meter",500,25,"US","informational",0],
  ["what uses the most electricity in a house",500,25,"US","informational",0],
  ["kilowatt hour explained",500,15,"US","informational",0],
  ["smart meter pros and cons",500,35,"GB","informational",0],
  ["how to transfer utilities when moving",1000,35,"US","informational",0],
  ["internet providers near me",5000,35,"US","transactional",4],
  ["best internet providers",1000,35,"US","commercial",0],
  ["fiber vs cable internet",500,25,"US","commercial",0],
  ["how much internet speed do i need",500,35,"US","informational",0],
  ["cheap internet plans",500,25,"CA","transactional",0],
  ["5g home internet vs fiber",500,35,"US","commercial",0],
  ["average water bill",1000,25,"US","informational",0],
  ["why is my water bill so high",500,25,"US","informational",0],
  ["how to find a water leak",500,15,"US","informational",0],
  ["how to shut off the main water valve",500,35,"US","informational",0],
  ["natural gas vs propane",500,35,"US","informational",0],
  ["what to do in a power outage",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'utilities' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'energy-environment')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about construction; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'construction' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["general contractor near me",5000,65,"US","transactional",4],
  ["how to hire a contractor",1000,25,"US","informational",0],
  ["contractor license requirements",500,15,"US","informational",0],
  ["general contractor vs subcontractor",500,25,"US","informational",0],
  ["questions to ask a contractor",500,15,"US","informational",0],
  ["cost to build a house",5000,35,"US","transactional",4],
  ["how long does it take to build a house",1000,35,"US","informational",0],
  ["steps to building a house",500,25,"US","informational",0],
  ["custom home builders near me",500,15,"CA","transactional",0],
  ["granny flat cost",500,15,"AU","transactional",0],
  ["house extension planning permission",500,25,"GB","informational",0],
  ["concrete calculator",5000,55,"US","informational",0],
  ["concrete driveway cost",1000,45,"US","transactional",0],
  ["concrete vs asphalt driveway",500,15,"US","informational",0],
  ["how long does concrete take to cure",500,35,"US","informational",0],
  ["how to pour a concrete slab",500,25,"US","informational",0],
  ["best construction management software",1000,55,"US","commercial",0],
  ["construction project schedule template",500,35,"US","informational",0],
  ["construction safety checklist",500,35,"US","informational",0],
  ["types of construction contracts",500,25,"US","informational",0],
  ["types of foundations",1000,35,"US","informational",0],
  ["how to frame a wall",500,15,"US","informational",0],
  ["how to identify a load bearing wall",500,35,"US","informational",0],
  ["scaffolding hire",500,35,"GB","transactional",0],
  ["prefab homes vs modular homes",100,25,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'construction' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about industrial equipment; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'industrial-equipment' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["forklift for sale",5000,55,"US","transactional",4],
  ["forklift rental cost",1000,45,"US","transactional",0],
  ["forklift certification",1000,35,"US","informational",0],
  ["types of forklifts",500,35,"US","informational",0],
  ["electric vs propane forklift",500,25,"US","commercial",0],
  ["used forklifts",500,45,"GB","transactional",0],
  ["cnc machine price",5000,65,"US","commercial",3],
  ["what is a cnc machine",1000,25,"US","informational",0],
  ["best cnc machine for small business",500,25,"US","commercial",0],
  ["cnc milling vs turning",500,35,"US","informational",0],
  ["cnc programming basics",500,35,"US","informational",0],
  ["best air compressor",1000,45,"US","commercial",0],
  ["how to size an air compressor",500,25,"US","informational",0],
  ["rotary screw vs piston compressor",500,15,"US","commercial",0],
  ["hydraulic pump types",1000,35,"US","informational",0],
  ["how does a hydraulic cylinder work",500,35,"US","informational",0],
  ["hydraulic hose repair near me",500,35,"US","transactional",0],
  ["best industrial 3d printer",1000,25,"US","commercial",0],
  ["preventive maintenance checklist",500,15,"US","informational",0],
  ["preventive vs predictive maintenance",500,35,"US","informational",0],
  ["lockout tagout procedure",500,35,"US","informational",0],
  ["skid steer rental",1000,35,"US","transactional",0],
  ["excavator hire",500,15,"AU","transactional",0],
  ["mini excavator price",500,35,"US","commercial",0],
  ["conveyor belt systems",100,25,"CA","transactional",0],
  ["types of industrial pumps",500,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'industrial-equipment' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about logistics and shipping; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'logistics-shipping' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["shipping rates calculator",5000,55,"US","transactional",4],
  ["cheapest way to ship a package",1000,55,"US","commercial",0],
  ["how to ship a large box",500,25,"US","informational",0],
  ["international shipping rates",500,35,"CA","transactional",0],
  ["courier services",500,35,"GB","transactional",0],
  ["usps vs ups vs fedex",500,45,"US","commercial",0],
  ["what is a 3pl",5000,55,"US","informational",0],
  ["best 3pl companies",1000,35,"US","commercial",2],
  ["3pl vs 4pl",500,35,"US","informational",0],
  ["fulfillment services for small business",500,15,"US","transactional",0],
  ["3pl warehouse",500,35,"AU","transactional",0],
  ["incoterms explained",5000,55,"US","informational",0],
  ["fob vs cif",1000,25,"US","informational",0],
  ["bill of lading",500,15,"US","informational",0],
  ["customs clearance process",500,35,"US","informational",0],
  ["customs broker near me",500,25,"US","transactional",0],
  ["import duty calculator",500,15,"GB","informational",0],
  ["freight shipping quotes",1000,35,"US","transactional",0],
  ["ltl vs ftl",500,25,"US","informational",0],
  ["freight class chart",500,15,"US","informational",0],
  ["how to become a freight broker",500,25,"US","informational",0],
  ["last mile delivery",1000,35,"US","informational",0],
  ["route planning software",500,45,"US","commercial",0],
  ["warehouse layout",500,35,"US","informational",0],
  ["warehouse management system",500,15,"US","commercial",0],
  ["inventory turnover ratio",500,35,"US","informational",0],
  ["safety stock formula",100,15,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'logistics-shipping' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about packaging; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'packaging' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["custom boxes",5000,35,"US","transactional",4],
  ["custom packaging for small business",1000,35,"US","transactional",0],
  ["custom packaging cost",500,25,"US","informational",0],
  ["custom mailer boxes",500,15,"US","transactional",0],
  ["printed packaging tape",500,35,"GB","transactional",0],
  ["packaging suppliers",500,45,"US","commercial",0],
  ["sustainable packaging",5000,55,"US","informational",0],
  ["sustainable packaging examples",1000,35,"US","informational",0],
  ["compostable packaging suppliers",500,25,"US","commercial",0],
  ["biodegradable vs compostable packaging",500,25,"US","informational",0],
  ["eco friendly mailers",500,25,"AU","transactional",0],
  ["packaging waste regulations",500,25,"GB","informational",0],
  ["types of packaging",1000,35,"US","informational",0],
  ["primary vs secondary packaging",500,15,"US","informational",0],
  ["packaging design ideas",500,25,"US","informational",0],
  ["how to design product packaging",500,25,"US","informational",0],
  ["packaging design cost",500,25,"US","transactional",0],
  ["food packaging requirements",500,35,"CA","informational",0],
  ["best shrink wrap machine",1000,35,"US","commercial",2],
  ["vacuum packaging machine",500,45,"US","transactional",0],
  ["bubble wrap bulk",500,15,"US","transactional",0],
  ["how to pack fragile items",500,35,"US","informational",0],
  ["corrugated vs cardboard boxes",500,35,"US","commercial",0],
  ["pallet wrap",500,25,"US","transactional",0],
  ["shipping labels",500,35,"US","transactional",0],
  ["barcode requirements for packaging",100,25,"US","informational",0]
]')
WHERE `industry_sectors`.`slug` = 'packaging' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade')
ORDER BY `key`
ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `industry_sectors` SET `description` = 'Sample keywords about agriculture; volumes are bands, not measurements.' WHERE `industry_sectors`.`slug` = 'agriculture' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade') AND `description` = '';
--> statement-breakpoint
INSERT INTO `seed_keywords` (`industry_sector_id`, `keyword`, `keyword_key`, `volume`, `difficulty`, `country`, `intent`, `is_high_opportunity`, `is_paid`, `credit_cost`, `created_at`, `updated_at`)
SELECT `industry_sectors`.`id`, `value` ->> 0, `value` ->> 0, `value` ->> 1, `value` ->> 2, `value` ->> 3, `value` ->> 4, `value` ->> 1 >= 1000 AND `value` ->> 2 < 40, `value` ->> 5 > 0, `value` ->> 5, '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z'
FROM `industry_sectors` CROSS JOIN json_each('[
  ["tractors for sale",5000,45,"US","transactional",4],
  ["best compact tractor",1000,35,"US","commercial",2],
  ["compact vs utility tractor",500,35,"US","commercial",0],
  ["how to choose a tractor",500,15,"US","informational",0],
  ["used tractors",500,45,"CA","transactional",0],
  ["farm equipment auctions",500,25,"US","transactional",0],
  ["how to start a farm",5000,35,"US","informational",0],
  ["small farm business ideas",1000,45,"US","informational",0],
  ["how to start a chicken farm",500,15,"US","informational",0],
  ["farm loans for beginners",500,25,"US","transactional",0],
  ["farm grants",500,45,"GB","transactional",0],
  ["farmland for sale",500,35,"US","transactional",0],
  ["regenerative agriculture",5000,55,"US","informational",0],
  ["crop rotation",1000,35,"US","informational",0],
  ["cover crops explained",500,25,"US","informational",0],
  ["no till farming",500,25,"US","informational",0],
  ["organic farming certification",500,15,"US","informational",0],
  ["soil testing",500,15,"US","informational",0],
  ["raising chickens for beginners",1000,25,"US","informational",0],
  ["best egg laying chickens",500,15,"US","commercial",0],
  ["how much land for one cow",500,15,"US","informational",0],
  ["electric fence for cattle",500,25,"AU","transactional",0],
  ["drip irrigation design",500,35,"US","informational",0],
  ["best farm management software",500,25,"US","commercial",0],
  ["hydroponics for beginners",500,35,"US","informational",0],
  ["vertical farming pros and cons",500,25,"US","informational",0],
  ["greenhouse kits for sale",100,35,"US","commercial",0]
]')
WHERE `industry_sectors`.`slug` = 'agriculture' AND `industry_sectors`.`industry_id` = (SELECT `id` FROM `industries` WHERE `slug` = 'manufacturing-trade')
ORDER BY `key`
ON CONFLICT DO NOTHING;
